"""Wake a worker after a commit; the clock sweeps up what no wake-up reached."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

import redis
from rq import Queue

from core.redis_breaker import RedisBreaker

Topic = Literal["mail", "exports"]
JOBS: dict[Topic, str] = {"mail": "workers.mail.relay", "exports": "workers.exports.run"}
GATE_SECONDS = 5


class Waker:
    """Enqueues at most one wake-up a topic; the job opens the gate when it begins."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client
        self._breaker = RedisBreaker()

    def wake(self, topic: Topic) -> None:
        """Wake the worker of a topic; without Redis the work is only done later."""
        self._breaker.ask(lambda: self._wake(topic), lambda: None)

    def _wake(self, topic: Topic) -> None:
        if not self._client.set(gate_key(topic), 1, nx=True, ex=GATE_SECONDS):
            return
        try:
            Queue(topic, connection=self._client).enqueue(JOBS[topic], result_ttl=0)
        except redis.RedisError:
            with suppress(redis.RedisError):
                self._client.delete(gate_key(topic))
            raise


def gate_key(topic: Topic) -> str:
    """The key that says that a wake-up is on its way."""
    return f"relay:{topic}"
