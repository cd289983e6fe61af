"""Threads that work while the event loop waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue

# What waits for a thread; more of it would only wait longer than clients do.
MOST_WAITING = 1_000
Job = Callable[[], None]


class Threads:
    """Places to work in, as many threads to fill them, and a bounded queue before them."""

    def __init__(self, count: int) -> None:
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._places: SimpleQueue[None] = SimpleQueue()
        for _ in range(count):
            self._places.put(None)
            threading.Thread(target=self._work, daemon=True).start()

    def take(self, job: Job) -> bool:
        """Let the next free thread do it, unless too much waits already."""
        if self._jobs.qsize() >= MOST_WAITING:
            return False
        self._jobs.put(job)
        return True

    def do(self, job: Job) -> bool:
        """Do it in the caller's own thread if a place is free and nobody waits for one: to wake
        another thread for it takes longer than much of what there is to do."""
        if not self._jobs.empty():
            return self.take(job)
        try:
            self._places.get_nowait()
        except Empty:
            return self.take(job)
        self._fill(job)
        return True

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            self._places.get()
            self._fill(job)

    def _fill(self, job: Job) -> None:
        try:
            job()
        finally:
            self._places.put(None)
