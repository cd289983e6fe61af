"""Threads that work while the event loop waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue

# What waits for a thread; more of it would only wait longer than clients do.
MOST_WAITING = 1_000
Job = Callable[[], None]


class Threads:
    """A number of threads, and a bounded queue before them."""

    def __init__(self, count: int) -> None:
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        for _ in range(count):
            threading.Thread(target=self._work, daemon=True).start()

    def take(self, job: Job) -> bool:
        """Let the next free thread do it, unless too much waits already."""
        if self._jobs.qsize() >= MOST_WAITING:
            return False
        self._jobs.put(job)
        return True

    def _work(self) -> None:
        while True:
            self._jobs.get()()
