"""Connections of the report login that are kept: a page needs no new one, and no set-up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from weakref import WeakKeyDictionary

from mysql.connector.connection_cext import CMySQLConnection

from core.db.failures import DRIVER_ERRORS
from core.db.pool import SESSION, Pool, connect
from core.db.statements import native, set_time_limit
from core.reports.refusals import Refused
from core.reports.snapshot import ROOMY, QueryError, Snapshot

# Without autocommit the first SELECT begins a transaction, in which all see the same moment.
READ_ONLY = (
    ", /*!80000 transaction_isolation */ /*M! tx_isolation */ = 'REPEATABLE-READ'"
    f", /*!80000 transaction_read_only */ /*M! tx_read_only */ = 1, {ROOMY}"
)
UNAVAILABLE = "The database does not answer; try again."


class LostError(Exception):
    """The connection must not be used again."""


class Moments(Pool):
    """A bounded number of read-only connections, each of which sees one moment at a time."""

    def __init__(self, url: str, size: int, wait_seconds: float) -> None:
        super().__init__(url, size, wait_seconds)
        self._limits: WeakKeyDictionary[CMySQLConnection, int] = WeakKeyDictionary()

    @contextmanager
    def moment(self, seconds: int) -> Iterator[Snapshot]:
        """One moment of the data; each statement may take so long."""
        refused: Refused | QueryError | None = None
        try:
            with self.connection() as connection:
                self._limit(connection, seconds)
                found = Snapshot.on(connection, self._url, seconds)
                try:
                    yield found
                except (Refused, QueryError) as error:
                    refused = error
                finally:
                    found.release()
                if found.is_lost:
                    raise LostError
                connection.cmd_query("ROLLBACK")
        except LostError:
            # The pool has let go of the connection.
            raise refused or Refused("unavailable", UNAVAILABLE) from None
        except DRIVER_ERRORS as error:
            raise Refused("unavailable", UNAVAILABLE) from error
        if refused:
            raise refused

    def _take(self) -> CMySQLConnection:
        while self._idle:
            connection = self._idle.pop()
            with suppress(*DRIVER_ERRORS):
                if native(connection).ping():
                    return connection
        return self._connect()

    def _connect(self) -> CMySQLConnection:
        return connect(self._url, init_command=SESSION + READ_ONLY, autocommit=False)

    def _limit(self, connection: CMySQLConnection, seconds: int) -> None:
        if self._limits.get(connection) != seconds:
            set_time_limit(connection, seconds)
            self._limits[connection] = seconds
