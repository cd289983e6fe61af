"""What every worker process uses: configuration, database, Redis, reports, the wish to stop."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

import redis

from core.config import Config, ConfigError
from core.db import Database, require_fast_driver
from core.db.statements import Row
from core.heartbeat import Heart
from core.reports.library import Library
from core.settings import Settings
from core.wake import Topic, gate_key

CONNECTIONS = 8
CONNECTION_SECONDS = 10.0
REDIS_SECONDS = 2.0

# Set by SIGTERM: whoever works finishes what was begun, and takes no other.
STOPPING = threading.Event()


@dataclass(frozen=True)
class Context:
    """What one process uses; nothing is connected before it is used."""

    config: Config
    db: Database
    settings: Settings
    redis: redis.Redis
    reports: Library
    heart: Heart

    def work(self, procedure: str, *args: Any, idempotent: bool = False) -> list[Row]:
        """CALL a procedure as the workers of the shop."""
        return self.db.call(procedure, self.config.worker_session, *args, idempotent=idempotent)

    def tick(self, procedure: str, *args: Any) -> list[Row]:
        """CALL a procedure as the clock of the shop."""
        return self.db.call(procedure, self.config.clock_session, *args)

    def open_gate(self, topic: Topic) -> None:
        """From now on a new event wakes anew; without Redis there is no gate."""
        with suppress(redis.RedisError):
            self.redis.delete(gate_key(topic))


@cache
def context() -> Context:
    """What this process uses, made from its environment."""
    config = Config.from_environment()
    require_fast_driver(config.allow_pure_driver)
    if not config.worker_database_url:
        raise ConfigError("STORE_WORKER_DATABASE_URL is not set.")
    database = Database(
        config.worker_database_url, connections=CONNECTIONS, wait_seconds=CONNECTION_SECONDS
    )
    client = redis.Redis.from_url(
        config.redis_url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
    )
    reports = Library(config.reports_file, config.reports_sql_dir)
    heart = Heart(config.heartbeat_file)
    return Context(config, database, Settings(database), client, reports, heart)
