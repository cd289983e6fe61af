"""The mail queue."""
