"""Workers: what may take time is done here, one row at a time, and reported by a CALL."""
