"""Wake a worker after a commit; the clock sweeps up what no wake-up reached."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Literal

import redis
from rq import Queue

Topic = Literal["mail", "exports"]
JOBS: dict[Topic, str] = {"mail": "workers.mail.relay", "exports": "workers.exports.run"}
GATE_SECONDS = 5
# While Redis is away nobody waits for it at every request.
AWAY_SECONDS = 5.0


class Waker:
    """Enqueues at most one wake-up a topic; the job opens the gate when it begins."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client
        self._away_until = 0.0

    def wake(self, topic: Topic) -> None:
        """Wake the worker of a topic; without Redis the work is only done later."""
        if time.monotonic() < self._away_until:
            return
        try:
            if self._client.set(gate_key(topic), 1, nx=True, ex=GATE_SECONDS):
                self._enqueue(topic)
        except redis.RedisError:
            self._away_until = time.monotonic() + AWAY_SECONDS

    def _enqueue(self, topic: Topic) -> None:
        try:
            Queue(topic, connection=self._client).enqueue(JOBS[topic], result_ttl=0)
        except redis.RedisError:
            with suppress(redis.RedisError):
                self._client.delete(gate_key(topic))
            raise


def gate_key(topic: Topic) -> str:
    """The key that says that a wake-up is on its way."""
    return f"relay:{topic}"
