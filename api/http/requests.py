"""Around every request: its id, its limits, its headers and its line in the log."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, request
from werkzeug.exceptions import NotFound
from werkzeug.middleware.proxy_fix import ProxyFix

from core.config import Config
from core.log import write

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
NETWORK_BITS = 64
UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ufffd]")
HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Cache-Control", "no-store"),
)


class SafeHeaders:
    """Gives every answer the headers that browsers are to obey, unless it has its own."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def start(
            status: str, headers: list[tuple[str, str]], *rest: Any
        ) -> Callable[[bytes], object]:
            given = {name for name, _ in headers}
            headers.extend(each for each in HEADERS if each[0] not in given)
            return start_response(status, headers, *rest)

        return self._app(environ, start)


def install(app: Flask, config: Config) -> None:
    """Look after every request of this application."""
    app.config["MAX_CONTENT_LENGTH"] = config.body_limit
    app.before_request(_begin)
    app.after_request(_end)
    app.wsgi_app = SafeHeaders(app.wsgi_app)  # type: ignore[method-assign]
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )


def client_address() -> str:
    """Who is at the other end, as far as we can know; of IPv6 the network that one client has."""
    given = request.remote_addr or ""
    try:
        address = ip_address(given)
    except ValueError:
        return given[:45]
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((int(address), NETWORK_BITS), strict=False))


def request_id_of(wanted: str | None) -> str:
    """The id that the client gave, if it is a sane one, else a new one."""
    return wanted if wanted and REQUEST_ID.fullmatch(wanted) else secrets.token_hex(8)


def log_context() -> dict[str, Any]:
    """What every log line of a request names."""
    return {"request_id": g.request_id} if g and "request_id" in g else {}


def _begin() -> None:
    g.started = time.monotonic()
    g.request_id = request_id_of(request.headers.get("X-Request-Id"))
    if UNPRINTABLE.search(request.path):
        raise NotFound


def _end(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.request_id
    write("request", _line(response))
    return response


def _line(response: Response) -> dict[str, Any]:
    line: dict[str, Any] = {
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "ms": round((time.monotonic() - g.started) * 1000, 2),
        "request_id": g.request_id,
    }
    for name in ("calls", "problem_code"):
        if (value := g.get(name)) is not None:
            line[name] = value
    return line
