"""Passwords as bcrypt sees them; whether one is right, only the database knows."""

from __future__ import annotations

import bcrypt

from api.http.problems import invalid_field

MOST_BYTES = 72


def new_output(password: str, cost: int) -> str:
    """What bcrypt makes of a new password; it would not look at what is beyond 72 bytes."""
    if len(password.encode()) > MOST_BYTES:
        raise invalid_field("password", f"At most {MOST_BYTES} bytes.")
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(cost)).decode()


def output(password: str, salt: str) -> str:
    """What bcrypt makes of a password with a salt; of one that is too long nobody's output."""
    given = password.encode()
    made = bcrypt.hashpw(given[:MOST_BYTES], salt.encode()).decode()
    return made if len(given) <= MOST_BYTES else salt
