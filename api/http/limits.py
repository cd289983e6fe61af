"""How fast sensitive calls may follow each other; counted in Redis, in memory while that is away.

This spares the database those who hammer. What may be written in an hour the database counts
by itself, in `tries`, whatever becomes of Redis.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import request
from limits import parse
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import HTTPException

from api.http.arguments import json_body
from api.http.problems import problem
from api.http.requests import client_address
from api.services import REDIS_SECONDS, per_application, services
from core import email_address
from core.config import Config
from core.redis_breaker import RedisBreaker

Handler = TypeVar("Handler", bound=Callable[..., Any])


class Limits:
    """The counters of one application."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._memory = FixedWindowRateLimiter(MemoryStorage())
        storage = storage_from_string(
            config.redis_url.replace("unix://", "redis+unix://", 1)
            if config.redis_url.startswith("unix://")
            else config.redis_url,
            socket_timeout=REDIS_SECONDS,
            socket_connect_timeout=REDIS_SECONDS,
        )
        self._shared = FixedWindowRateLimiter(storage)
        self._breaker = RedisBreaker()

    def spend(self, name: str, who: str) -> None:
        """Count one call; refuse if it is one too many."""
        if not self._config.rate_limits:
            return
        left = self._breaker.ask(
            lambda: self._count(self._shared, name, who),
            lambda: self._count(self._memory, name, who),
        )
        if left is not None:
            raise problem("rate_limited", f"Too often: try again in {left} seconds.")

    def _count(self, counter: FixedWindowRateLimiter, name: str, who: str) -> int | None:
        """Seconds to wait where this call is one too many, None where it is not."""
        limit = parse(getattr(self._config, f"limit_{name}"))
        if counter.hit(limit, name, who):
            return None
        return max(1, int(counter.get_window_stats(limit, name, who).reset_time - time.time()) + 1)


@per_application
def limits() -> Limits:
    """The counters of the application that serves this request."""
    return Limits(services().config)


def limited(name: str, by: Callable[[], str] = client_address) -> Callable[[Handler], Handler]:
    """At most as often as the configuration's `limit_<name>` says."""

    def decorator(view: Handler) -> Handler:
        @wraps(view)
        def counted(*args: Any, **kwargs: Any) -> Any:
            limits().spend(name, by())
            return view(*args, **kwargs)

        return cast(Handler, counted)

    return decorator


def client_and_email() -> str:
    """One person at one client, so that nobody locks out others."""
    try:
        email = email_address.normalized(json_body(request)["email"])
    except (HTTPException, AttributeError, LookupError, TypeError, ValueError):
        # No address: the view refuses it.
        email = ""
    return f"{client_address()} {email}"
