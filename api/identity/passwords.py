"""Passwords as bcrypt hashes; a wrong one and an unknown user take the same time."""

from __future__ import annotations

from functools import lru_cache

import bcrypt

from api.http.problems import invalid_field

MOST_BYTES = 72


def hashed(password: str, rounds: int) -> str:
    """The hash to keep; bcrypt would not look at what is beyond 72 bytes."""
    if len(password.encode()) > MOST_BYTES:
        raise invalid_field("password", f"At most {MOST_BYTES} bytes.")
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(rounds)).decode()


def matches(password: str, known: str | None, rounds: int) -> bool:
    """Whether this is the password; for nobody's password it takes as long to say no."""
    given = password.encode()
    is_right = bcrypt.checkpw(given[:MOST_BYTES], (known or _nobody(rounds)).encode())
    return is_right and known is not None and len(given) <= MOST_BYTES


@lru_cache(maxsize=4)
def _nobody(rounds: int) -> str:
    return bcrypt.hashpw(b"nobody", bcrypt.gensalt(rounds)).decode()
