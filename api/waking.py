"""Wake-ups that no request waits for."""

from __future__ import annotations

import logging
import os
import threading
import time
from contextlib import suppress
from queue import Empty, SimpleQueue

from core.wake import Topic, Waker

LOG = logging.getLogger("storekeeper.error")
# A wake-up costs as much as a third of a small request, and one is enough for many mails.
PAUSE_SECONDS = 0.1


class BackgroundWaker:
    """Wakes workers from a thread of its own: at once, then what was wanted meanwhile, once."""

    def __init__(self, waker: Waker) -> None:
        self._waker = waker
        self._wanted: SimpleQueue[Topic] = SimpleQueue()
        self._pid = 0

    def wake(self, topic: Topic) -> None:
        """Have the worker of a topic woken; the clock sweeps up what dies with this process."""
        self._wanted.put(topic)
        # The thread belongs to the process that serves, not to its parent.
        if self._pid != os.getpid():
            self._pid = os.getpid()
            threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while True:
            wanted = {self._wanted.get()}
            with suppress(Empty):
                while True:
                    wanted.add(self._wanted.get_nowait())
            for topic in wanted:
                try:
                    self._waker.wake(topic)
                except Exception:
                    LOG.exception("unexpected")
            time.sleep(PAUSE_SECONDS)
