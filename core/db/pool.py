"""Database connections: a bounded number, each used by one thread at a time."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import Any

import mysql.connector
from mysql.connector.connection_cext import CMySQLConnection

from core.db.failures import DRIVER_ERRORS, REFUSED
from core.db.problems import unavailable
from core.db.statements import native
from core.db.url import parse_url

CHARSET, COLLATION = "utf8mb4", "utf8mb4_unicode_ci"
CONNECT_SECONDS = 5
# One statement sets the whole session; both servers read their own part of it.
SESSION = (
    "SET time_zone = '+00:00', sql_mode = 'TRADITIONAL',"
    " /*!80000 transaction_isolation */ /*M! tx_isolation */ = 'READ-COMMITTED',"
    # Routines and views order JSON by it; 1,024 bytes would cut that.
    " group_concat_max_len = 16777216,"
    # Pages are read by the ids of their rows: a look into the index for each costs more than it
    # tells. Fewer values are still looked up, some are much more frequent than others.
    " eq_range_index_dive_limit = 8"
)

# Whoever holds a row or a table keeps others waiting for so long and no longer.
LOCK_WAIT_SECONDS = 1
LOCK_WAITS = (
    f", innodb_lock_wait_timeout = {LOCK_WAIT_SECONDS}, lock_wait_timeout = {LOCK_WAIT_SECONDS}"
)


class DriverError(RuntimeError):
    """The database driver is not the one that this program needs."""


def require_fast_driver(allow_pure: bool) -> None:
    """Refuse the slow pure driver, which the connector falls back to without a word."""
    if not mysql.connector.HAVE_CEXT and not allow_pure:
        raise DriverError(
            "The C extension of mysql-connector-python does not load, and without it everything "
            "is several times slower. Install the locked version again (remove .venv and run "
            "./store), or set STORE_ALLOW_PURE_DRIVER=1 for commands that do not need speed."
        )


def connect(url: str, **overrides: Any) -> CMySQLConnection:
    """Connect by URL, with the session settings that every login of the shop works under."""
    arguments: dict[str, Any] = {
        "charset": CHARSET,
        "collation": COLLATION,
        "use_pure": False,
        "connection_timeout": CONNECT_SECONDS,
        "init_command": SESSION,
        "autocommit": True,
    }
    connection = mysql.connector.connect(**{**arguments, **parse_url(url), **overrides})
    assert isinstance(connection, CMySQLConnection)
    return connection


class Pool:
    """At most `size` connections; a thread that finds none free waits, but not for ever."""

    def __init__(self, url: str, size: int, wait_seconds: float) -> None:
        # What is wrong with the URL is said at once, not by the first request.
        parse_url(url)
        self._url = url
        self._size = size
        self._wait_seconds = wait_seconds
        self._reset()

    def _reset(self) -> None:
        self._pid = os.getpid()
        # As many places as there may be connections; a semaphore is written in Python, and slow.
        self._free: SimpleQueue[None] = SimpleQueue()
        for _ in range(self._size):
            self._free.put(None)
        self._idle: deque[CMySQLConnection] = deque()

    @contextmanager
    def connection(self) -> Iterator[CMySQLConnection]:
        """Lend a connection; one that met an error it cannot recover from is dropped."""
        if self._pid != os.getpid():
            # A fork shares the parent's sockets: leave them alone, open our own.
            self._inherited = self._idle
            self._reset()
        free = self._free
        try:
            free.get(timeout=self._wait_seconds)
        except Empty:
            raise unavailable("All database connections are in use; try again.") from None
        try:
            connection = self._take()
            try:
                yield connection
            except BaseException as error:
                if _is_sound(connection, error):
                    self._idle.append(connection)
                raise
            self._idle.append(connection)
        finally:
            free.put(None)

    def _take(self) -> CMySQLConnection:
        return self._idle.pop() if self._idle else self._connect()

    def _connect(self) -> CMySQLConnection:
        return connect(self._url, init_command=SESSION + LOCK_WAITS)

    def drop_idle(self) -> None:
        """Close what is idle: after one connection is lost, the others are too."""
        while self._idle:
            with suppress(IndexError, *DRIVER_ERRORS):
                self._idle.pop().close()


def _is_sound(connection: CMySQLConnection, error: BaseException) -> bool:
    """Whether the connection can be used again after an error; closed if not.

    Only a refusal of ours has rolled back: a killed query runs no handler, and what it leaves
    open would be committed by the next call. If the kill came between a refusal and its handler,
    the refusal is what arrives; so the server is asked whether a transaction is open.
    """
    if isinstance(error, DRIVER_ERRORS) and getattr(error, "sqlstate", None) == REFUSED:
        with suppress(*DRIVER_ERRORS):
            native(connection).ping()
            if not connection.in_transaction:
                return True
    with suppress(*DRIVER_ERRORS):
        native(connection).close()
    return False
