"""While Redis is away nobody waits for it at every request."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import redis

AWAY_SECONDS = 5.0
T = TypeVar("T")


class RedisBreaker:
    """Asks Redis; after an error it does without for a few seconds."""

    def __init__(self) -> None:
        self._away_until = 0.0

    def ask(self, question: Callable[[], T], without: Callable[[], T]) -> T:
        """What Redis answers, or what `without` says while it is away."""
        if time.monotonic() >= self._away_until:
            try:
                return question()
            except redis.RedisError:
                self._away_until = time.monotonic() + AWAY_SECONDS
        return without()
