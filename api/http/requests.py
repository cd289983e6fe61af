"""Around every request: its id, its limits, its headers and its line in the log."""

from __future__ import annotations

import re
import secrets
import time
from typing import Any

from flask import Flask, Response, g, request
from werkzeug.exceptions import NotFound
from werkzeug.middleware.proxy_fix import ProxyFix

from api.config import Config
from api.http.log import write

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ufffd]")
HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)
POLICY = "default-src 'none'; frame-ancestors 'none'"


def install(app: Flask, config: Config) -> None:
    """Look after every request of this application."""
    app.config["MAX_CONTENT_LENGTH"] = config.body_limit
    app.before_request(_begin)
    app.after_request(_end)
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )


def client_address() -> str:
    """Who is at the other end, as far as we can know."""
    return (request.remote_addr or "")[:45]


def _begin() -> None:
    g.started = time.perf_counter()
    wanted = request.headers.get("X-Request-Id")
    if wanted and REQUEST_ID.fullmatch(wanted):
        g.request_id = wanted
    else:
        g.request_id = secrets.token_hex(8)
    if UNPRINTABLE.search(request.path):
        raise NotFound


def _end(response: Response) -> Response:
    headers = response.headers
    headers["X-Request-Id"] = g.request_id
    for name, value in HEADERS:
        headers[name] = value
    if "Content-Security-Policy" not in headers:
        headers["Content-Security-Policy"] = POLICY
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store"
    write("request", _line(response))
    return response


def _line(response: Response) -> dict[str, Any]:
    line: dict[str, Any] = {
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "ms": round((time.perf_counter() - g.started) * 1000, 2),
        "request_id": g.request_id,
    }
    for name in ("user_id", "calls", "problem_code"):
        if (value := g.get(name)) is not None:
            line[name] = value
    return line
