"""How much of its time a worker takes, so that those who buy are not kept waiting."""

from __future__ import annotations

import time
from collections.abc import Callable

ALL = 100
# The shortest stretch of work after which it is worth resting.
STRETCH = 0.005


class Pace:
    """Rests after each stretch of work for as long as the setting wants."""

    def __init__(self, percent: Callable[[], int], wait: Callable[[float], object]) -> None:
        self._percent = percent
        self._wait = wait
        self._since = time.monotonic()

    def rest(self) -> None:
        """Leave to others what is theirs of the time since the last rest."""
        worked = time.monotonic() - self._since
        if worked < STRETCH:
            return
        percent = self._percent()
        if percent < ALL:
            self._wait(worked * (ALL - percent) / percent)
        self._since = time.monotonic()
