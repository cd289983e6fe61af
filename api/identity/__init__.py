"""People: registration, verification, sessions, profile."""
