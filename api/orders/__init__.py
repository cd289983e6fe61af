"""Orders and their status flow."""
