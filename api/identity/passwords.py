"""Passwords as bcrypt sees them; whether one is right, only the database knows."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import bcrypt

from api.http.problems import invalid_field, problem
from api.services import per_application, services

MOST_BYTES = 72
# Of the scheduler's nineteen steps down: whoever does not ask for bcrypt goes first.
NICENESS = 10


def new_output(password: str, cost: int) -> str:
    """What bcrypt makes of a new password; it would not look at what is beyond 72 bytes."""
    if len(password.encode()) > MOST_BYTES:
        raise invalid_field("password", f"At most {MOST_BYTES} bytes.")
    return _bulkhead().hashed(password.encode(), bcrypt.gensalt(cost))


def output(password: str, salt: str) -> str:
    """What bcrypt makes of a password with a salt; of one that is too long nobody's output."""
    given = password.encode()
    made = _bulkhead().hashed(given[:MOST_BYTES], salt.encode())
    return made if len(given) <= MOST_BYTES else salt


class Bulkhead:
    """One bcrypt at a time in each process, and half of its threads at most wait for theirs."""

    def __init__(self, threads: int) -> None:
        self._places = threading.BoundedSemaphore(max(1, threads // 2))
        self._thread = ThreadPoolExecutor(1, "bcrypt", initializer=_step_back)

    def hashed(self, password: bytes, salt: bytes) -> str:
        """The output of bcrypt; refused at once where too many wait already."""
        if not self._places.acquire(blocking=False):
            raise problem("unavailable", "Too many people log in at this moment; try again.")
        try:
            return self._thread.submit(bcrypt.hashpw, password, salt).result().decode()
        finally:
            self._places.release()


@per_application
def _bulkhead() -> Bulkhead:
    return Bulkhead(services().config.threads)


def _step_back() -> None:
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
