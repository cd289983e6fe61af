"""What a CALL costs: counted by the server itself, so it is the same on every machine."""
