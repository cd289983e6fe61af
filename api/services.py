"""What the views use: the database, the configuration, Redis, wake-ups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, cast

import redis
from flask import current_app, g
from werkzeug.local import LocalProxy

from api.waking import BackgroundWaker
from core.config import Config
from core.db import Database, Writers
from core.settings import Settings
from core.wake import Waker

KEY = "storekeeper"
T = TypeVar("T")
REDIS_SECONDS = 0.25


@dataclass(frozen=True)
class Services:
    """What one application uses."""

    config: Config
    db: Database
    redis: redis.Redis
    settings: Settings
    waker: BackgroundWaker
    made_once: dict[str, object] = field(default_factory=dict)


def services() -> Services:
    """Those of the application that serves this request."""
    return cast(Services, current_app.extensions[KEY])


def make(config: Config) -> Services:
    """Connect nothing yet: sockets are opened by the process that uses them."""
    database = Database(
        config.api_database_url,
        # One more for the thread that /ready has of its own.
        connections=config.threads + 1,
        wait_seconds=config.connection_wait,
        # One thread at least is left to those who only read.
        writers=Writers(max(1, min(config.writers, config.threads - 1))),
        due=lambda began_at: _began(began_at) + config.call_seconds,
        observe=note_call,
    )
    client = redis.Redis.from_url(
        config.redis_url, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
    )
    return Services(config, database, client, Settings(database), BackgroundWaker(Waker(client)))


def _began(began_at: float) -> float:
    """When the request of a call began, which bounds all its calls together."""
    return float(g.get("started", began_at)) if g else began_at


def per_application(make_one: Callable[[], T]) -> Callable[[], T]:
    """Make something once for each application, when it is first needed."""

    def get() -> T:
        made = services().made_once
        key = f"{make_one.__module__}.{make_one.__name__}"
        # Of two threads that both make it, one throws its own away.
        return cast(T, made.get(key) or made.setdefault(key, make_one()))

    return get


def note_call(procedure: str) -> None:
    """Remember for the log line which procedures a request called."""
    if g:
        calls = g.get("calls")
        if calls is None:
            g.calls = [procedure]
        else:
            calls.append(procedure)


def _database() -> Database:
    return services().db


# The views' way to the database of the application that serves the request.
db = cast(Database, LocalProxy(_database))
