"""Sessions of the demo shop's people: they log in as anybody does."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import bcrypt
from mysql.connector.abstracts import MySQLConnectionAbstract

from ops.imports.calls import call

ADMIN = "admin@storekeeper.example"
CLIENT, ADDRESS = "The demo shop", "127.0.0.1"


def password_output(connection: MySQLConnectionAbstract, email: str, password: str) -> str:
    """What bcrypt makes of a password with the salt of a user."""
    (salt,) = call(connection, "credential_read", email, ADDRESS)
    return bcrypt.hashpw(password.encode(), str(salt).encode()).decode()


def log_in(connection: MySQLConnectionAbstract, email: str, output: str) -> str:
    """The secret of a new session; whoever knows the output of bcrypt need not run it again."""
    access, refresh = secrets.token_hex(16), secrets.token_hex(16)
    call(connection, "session_open", email, output, access, refresh, CLIENT, ADDRESS, None)
    return access


@contextmanager
def logged_in(connection: MySQLConnectionAbstract, email: str, output: str) -> Iterator[str]:
    """The secret of a session that is closed in the end."""
    access = log_in(connection, email, output)
    yield access
    call(connection, "session_close", access)
