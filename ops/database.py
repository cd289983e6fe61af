"""Connections of the command line: those of a DBA, with the server's own session settings."""

from __future__ import annotations

from typing import Any

import mysql.connector
from mysql.connector.abstracts import MySQLConnectionAbstract

from core.db import require_fast_driver
from core.db.pool import CHARSET, COLLATION
from core.db.url import parse_url


def connect(url: str, **overrides: Any) -> MySQLConnectionAbstract:
    """Connect by URL: autocommit, one collation, UTC, and never the slow pure driver."""
    arguments: dict[str, Any] = {
        "charset": CHARSET,
        "collation": COLLATION,
        "autocommit": True,
        "time_zone": "+00:00",
        "use_pure": False,
        "connection_timeout": 10,
    }
    require_fast_driver(allow_pure=False)
    connection = mysql.connector.connect(**{**arguments, **parse_url(url), **overrides})
    if not isinstance(connection, MySQLConnectionAbstract):
        raise TypeError("Pooled connections are not for this place.")
    return connection
