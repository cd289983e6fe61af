"""Connections from one of the STORE_…_DATABASE_URL values."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

import mysql.connector
from mysql.connector.abstracts import MySQLConnectionAbstract

COLLATION = "utf8mb4_unicode_ci"


def build_url(
    user: str,
    password: str,
    port: int,
    socket: str | None = None,
    host: str = "127.0.0.1",
    schema: str = "store",
) -> str:
    """The one form in which a server and a login are named."""
    url = f"mysql://{quote(user, safe='')}:{quote(password, safe='')}@{host}:{port}/{schema}"
    return f"{url}?unix_socket={quote(socket)}" if socket else url


def parse_url(url: str) -> dict[str, Any]:
    """The connector's arguments for a URL; a socket wins over host and port."""
    parts = urlsplit(url)
    if parts.scheme not in ("mysql", "mariadb"):
        raise ValueError(f"A database URL starts with mysql://, this one with {parts.scheme!r}.")
    query = parse_qs(parts.query)
    arguments: dict[str, Any] = {
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
    }
    if schema := parts.path.lstrip("/"):
        arguments["database"] = unquote(schema)
    if socket := query.get("unix_socket"):
        arguments["unix_socket"] = socket[0]
    else:
        arguments["host"] = parts.hostname or "127.0.0.1"
        arguments["port"] = parts.port or 3306
    return arguments


def connect(url: str, **overrides: Any) -> MySQLConnectionAbstract:
    """Connect by URL: autocommit, one collation, UTC, and never the slow pure driver."""
    arguments: dict[str, Any] = {
        "charset": "utf8mb4",
        "collation": COLLATION,
        "autocommit": True,
        "time_zone": "+00:00",
        "use_pure": False,
        "connection_timeout": 10,
    }
    if not mysql.connector.HAVE_CEXT:
        raise RuntimeError(
            "The C extension of mysql-connector-python does not load on this machine. "
            "Install the locked version again: remove .venv and run ./store."
        )
    connection = mysql.connector.connect(**{**arguments, **parse_url(url), **overrides})
    if not isinstance(connection, MySQLConnectionAbstract):
        raise TypeError("Pooled connections are not for this place.")
    return connection
