"""When a statement is worth trying again, and after which pause."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from core.db.failures import DEADLOCK, LOCK_TIMEOUT, LOST, NOT_SENT, REPLACED
from core.db.pool import LOCK_WAIT_SECONDS

# 1412: DDL changed a table under the transaction, which is rolled back like a deadlock's.
CONFLICTS = frozenset({DEADLOCK, LOCK_TIMEOUT, 1412})
CONFLICT_TRIES, CONFLICT_PAUSE = 6, 0.01
REPLACED_SECONDS, REPLACED_PAUSE = 1.0, 0.02
LOST_TRIES = 2


class Patience:
    """The tries of one statement; `repeatable` says that running it twice does no harm.

    `due` says when a lost conflict is not tried again, if the statement began then: both are
    readings of time.monotonic().
    """

    def __init__(self, repeatable: bool, due: Callable[[float], float]) -> None:
        self._repeatable = repeatable
        self._due = due
        self._began_at = time.monotonic()
        self._conflicts = 0
        self._losses = 0
        self._give_up_at = 0.0

    def pause_after(self, errno: int) -> float | None:
        """How long to wait before the next try; None if this was the last."""
        if errno in CONFLICTS:
            self._conflicts += 1
            pause = random.uniform(0, CONFLICT_PAUSE * 2**self._conflicts)
            # The next try may wait for a lock as long as this one did.
            ends = time.monotonic() + pause + LOCK_WAIT_SECONDS
            if self._conflicts < CONFLICT_TRIES and ends <= self._due(self._began_at):
                return pause
        elif errno in REPLACED:
            now = time.monotonic()
            self._give_up_at = self._give_up_at or now + REPLACED_SECONDS
            if now < self._give_up_at:
                return random.uniform(0, REPLACED_PAUSE)
        elif errno in NOT_SENT or (self._repeatable and errno in LOST):
            self._losses += 1
            if self._losses < LOST_TRIES:
                return 0.0
        return None
