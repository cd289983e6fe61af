"""Database URLs: the one form in which a server and a login are named."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit


def build_url(
    user: str,
    password: str,
    port: int,
    socket: str | None = None,
    host: str = "127.0.0.1",
    schema: str = "store",
) -> str:
    """mysql://user:password@host:port/schema[?unix_socket=…]."""
    url = f"mysql://{quote(user, safe='')}:{quote(password, safe='')}@{host}:{port}/{schema}"
    return f"{url}?unix_socket={quote(socket)}" if socket else url


def parse_url(url: str) -> dict[str, Any]:
    """The connector's arguments for a URL; a socket wins over host and port."""
    parts = urlsplit(url)
    if parts.scheme not in ("mysql", "mariadb"):
        raise ValueError(f"A database URL starts with mysql://, this one with {parts.scheme!r}.")
    arguments: dict[str, Any] = {
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
    }
    if schema := parts.path.lstrip("/"):
        arguments["database"] = unquote(schema)
    if socket := parse_qs(parts.query).get("unix_socket"):
        arguments["unix_socket"] = socket[0]
    else:
        arguments["host"] = parts.hostname or "127.0.0.1"
        arguments["port"] = parts.port or 3306
    return arguments
