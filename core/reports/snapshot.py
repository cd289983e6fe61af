"""One consistent, read-only view of the data, for the queries of one report."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any, Self

from mysql.connector.connection_cext import CMySQLConnection

from core.db.failures import (
    DRIVER_ERRORS,
    KILLED,
    LOST,
    NOT_SENT,
    TIMED_OUT,
    UNREACHABLE,
    errno_of,
    message_of,
)
from core.db.pool import connect
from core.db.statements import compose, fetch, native, set_time_limit
from core.reports.parts import Statement
from core.reports.refusals import Refused

RawRow = tuple[bytes | None, ...]
# Sums of a year that are grouped stay in memory; 16 MB would send them to the disk.
ROOMY = "tmp_table_size = 134217728"
# A slow disk at our end must not make the server give up.
SETUP = (
    f"SET SESSION net_write_timeout = 600, {ROOMY}",
    "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
    "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
)


class QueryError(Exception):
    """The server does not take the query: the report is wrong, or a column is gone."""

    def __init__(self, errno: int, text: str) -> None:
        self.errno = errno
        super().__init__(text)


class Snapshot:
    """A connection of the report login that sees one moment; use `with`."""

    def __init__(self, url: str, seconds: int) -> None:
        self._url = url
        self._seconds = seconds
        self._connection: CMySQLConnection | None = None
        # Whoever interrupts holds it, so that no other statement of the connection is hit.
        self._interrupting = threading.Lock()
        # Nothing more can be read from it.
        self.is_lost = False
        self.names: list[str] = []
        self.types: list[int] = []

    @classmethod
    def on(cls, connection: CMySQLConnection, url: str, seconds: int) -> Self:
        """A moment on a connection that somebody else begins and ends."""
        found = cls(url, seconds)
        found._connection = connection
        return found

    def __enter__(self) -> Self:
        try:
            self._connection = connect(self._url)
            set_time_limit(self._connection, self._seconds)
            for statement in SETUP:
                self._connection.cmd_query(statement)
        except DRIVER_ERRORS as error:
            self.close()
            raise self._meaning(error) from error
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End it, with whatever still runs in it."""
        connection = self.release()
        if connection is not None:
            with suppress(*DRIVER_ERRORS):
                # The connector's own close() would read all the rows that are left.
                native(connection).close()

    def release(self) -> CMySQLConnection | None:
        """Give the connection back: from now on it is interrupted no more."""
        with self._interrupting:
            connection, self._connection = self._connection, None
        return connection

    def rows(self, statement: Statement) -> list[dict[str, Any]]:
        """All rows of a statement."""
        connection = self._open()
        try:
            result = connection.cmd_query(_composed(connection, statement))
            names = [column[0] for column in result["columns"]]
            found = [dict(zip(names, row, strict=True)) for row in fetch(connection)]
            connection.consume_results()
        except DRIVER_ERRORS as error:
            raise self._meaning(error) from error
        return found

    def stream(self, statement: Statement, batch: int) -> Iterator[list[RawRow]]:
        """The rows of a statement as the server sends them; `names` and `types` describe them."""
        connection = self._open()
        try:
            result = connection.cmd_query(_composed(connection, statement), raw=True)
            self.names = [column[0] for column in result["columns"]]
            self.types = [column[1] for column in result["columns"]]
            while rows := fetch(connection, batch):
                yield rows
            connection.consume_results()
        except DRIVER_ERRORS as error:
            raise self._meaning(error) from error

    def interrupt(self) -> None:
        """From another thread: end the statement that runs."""
        with self._interrupting:
            connection = self._connection
            if connection is None:
                return
            self.is_lost = True
            with suppress(*DRIVER_ERRORS), closing(connect(self._url)) as other:
                other.cmd_query(f"KILL QUERY {int(connection.connection_id or 0)}")

    def _open(self) -> CMySQLConnection:
        if self._connection is None:
            raise RuntimeError("The snapshot is closed.")
        return self._connection

    def _meaning(self, error: BaseException) -> Exception:
        number = errno_of(error)
        if number in TIMED_OUT:
            self.is_lost = True
            return Refused(
                "report_timeout",
                f"The query took longer than {self._seconds} seconds: choose less.",
            )
        if number in LOST | NOT_SENT | UNREACHABLE | KILLED | {0}:
            self.is_lost = True
            return Refused("unavailable", "The database does not answer; try again.")
        return QueryError(number, message_of(error))


def _composed(connection: CMySQLConnection, statement: Statement) -> bytes:
    if not statement.arguments:
        return (statement.text % ()).encode()
    return compose(connection, statement.text, statement.arguments)
