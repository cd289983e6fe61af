"""Sessions of the demo shop's people: they log in as anybody does."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from mysql.connector.abstracts import MySQLConnectionAbstract

from ops.imports.calls import call

ADMIN = "admin@storekeeper.example"
CLIENT, ADDRESS = "The demo shop", "127.0.0.1"


@contextmanager
def logged_in(
    connection: MySQLConnectionAbstract, email: str, password_output: str
) -> Iterator[str]:
    """The secret of a session that is closed in the end; bcrypt has run once for all of them."""
    access, refresh = secrets.token_hex(16), secrets.token_hex(16)
    proof = (email, password_output)
    call(connection, "session_open", *proof, access, refresh, CLIENT, ADDRESS, None)
    yield access
    call(connection, "session_close", access)
