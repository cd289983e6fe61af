"""How often sensitive calls may be made; counted in Redis, in memory while that is away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, request
from flask_limiter import Limiter

from api.config import Config
from api.http.requests import client_address
from api.services import REDIS_SECONDS, services

View = TypeVar("View", bound=Callable[..., Any])
limiter = Limiter(client_address, headers_enabled=False)


def install(app: Flask, config: Config) -> None:
    """Count in this application's Redis."""
    app.config.update(
        RATELIMIT_ENABLED=config.rate_limits,
        RATELIMIT_STORAGE_URI=config.redis_url,
        RATELIMIT_STORAGE_OPTIONS={
            "socket_timeout": REDIS_SECONDS,
            "socket_connect_timeout": REDIS_SECONDS,
        },
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=True,
        RATELIMIT_KEY_PREFIX="limit",
    )
    limiter.init_app(app)


def limited(name: str, by: Callable[[], str] = client_address) -> Callable[[View], View]:
    """At most as often as the configuration's `limit_<name>` says."""

    def allowed() -> str:
        return cast(str, getattr(services().config, f"limit_{name}"))

    limit = limiter.limit(allowed, key_func=by, error_message="Too often; wait a moment.")
    return cast(Callable[[View], View], limit)


def client_and_email() -> str:
    """One person at one client, so that nobody locks out others."""
    body = request.get_json(silent=True)
    email = body.get("email") if isinstance(body, dict) else None
    return f"{client_address()} {str(email).lower()[:254]}"
