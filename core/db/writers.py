"""A bulkhead for calls that write: fewer at once than there are threads, so that reads go on."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from core.db.failures import DRIVER_ERRORS, LOCK_TIMEOUT, errno_of

# Whoever is inside for longer waits for something that somebody else holds; no new call waits
# for such a place: it would take the thread of one who reads.
USUAL_SECONDS = 0.75
# How long a caller is known to want what somebody else holds: as long as Retry-After says.
STUCK_SECONDS = 2.0
MOST_KNOWN = 1000


class Full(Exception):
    """No place became free: nothing was sent."""


class Writers:
    """The places of one process: one locked row takes places from its own customers.

    Whoever waited for a lock in vain and comes back at once shares a third of the places with the
    others of that kind.
    """

    def __init__(self, places: int) -> None:
        self._places = places
        self._places_of_stuck = max(1, places // 3)
        self._changed = threading.Condition()
        self._numbers = itertools.count()
        self._since: dict[int, float] = {}
        self._stuck_inside: set[int] = set()
        self._stuck_until: dict[str, float] = {}

    @contextmanager
    def place(self, caller: str) -> Iterator[None]:
        """A place for one try of a call."""
        number, is_stuck = self._enter(caller), False
        try:
            yield
        except DRIVER_ERRORS as error:
            is_stuck = errno_of(error) == LOCK_TIMEOUT
            raise
        finally:
            self._leave(number, caller, is_stuck)

    def _enter(self, caller: str) -> int:
        with self._changed:
            now = time.monotonic()
            is_stuck = self._stuck_until.get(caller, now) > now
            if is_stuck and len(self._stuck_inside) >= self._places_of_stuck:
                raise Full
            if not self._has_place():
                wait = max(self._since.values()) + USUAL_SECONDS - now
                if not self._changed.wait_for(self._has_place, wait):
                    raise Full
                now = time.monotonic()
            number = next(self._numbers)
            self._since[number] = now
            if is_stuck:
                self._stuck_inside.add(number)
            return number

    def _has_place(self) -> bool:
        return len(self._since) < self._places

    def _leave(self, number: int, caller: str, is_stuck: bool) -> None:
        with self._changed:
            del self._since[number]
            self._stuck_inside.discard(number)
            if is_stuck:
                if len(self._stuck_until) >= MOST_KNOWN:
                    self._stuck_until.clear()
                self._stuck_until[caller] = time.monotonic() + STUCK_SECONDS
            elif self._stuck_until:
                self._stuck_until.pop(caller, None)
            self._changed.notify()
