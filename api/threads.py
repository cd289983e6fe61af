"""Threads that work while the event loop waits."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from queue import SimpleQueue

# What waits for a thread; more of it would only wait longer than clients do.
MOST_WAITING = 1_000
Job = Callable[[], None]


class Threads:
    """A number of threads, and a bounded queue before them."""

    def __init__(self, loop: asyncio.AbstractEventLoop, count: int) -> None:
        self._loop = loop
        self._jobs: SimpleQueue[tuple[Job, asyncio.Future[None]]] = SimpleQueue()
        for _ in range(count):
            threading.Thread(target=self._work, daemon=True).start()

    def take(self, job: Job) -> asyncio.Future[None] | None:
        """Let the next free thread do it; None if too much waits already."""
        if self._jobs.qsize() >= MOST_WAITING:
            return None
        done = self._loop.create_future()
        self._jobs.put((job, done))
        return done

    def _work(self) -> None:
        while True:
            job, done = self._jobs.get()
            if not done.cancelled():
                job()
            self._loop.call_soon_threadsafe(_finish, done)


def _finish(done: asyncio.Future[None]) -> None:
    if not done.cancelled():
        done.set_result(None)
