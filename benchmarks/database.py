"""Bare connector clients: statements sent as text, results walked, nothing else done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mysql.connector.connection_cext import CMySQLConnection

from benchmarks.clients import Failure
from core.db import pool
from core.db.failures import CONSTRAINT, DRIVER_ERRORS, errno_of, message_of
from core.db.statements import native
from ops.database import connect
from ops.demo.sessions import log_in, password_output

CONFLICTS = {1213, 1205}
TRIES = 6
# Both are counted by the server itself, whoever meets them.
METRICS = (
    "SELECT name, count FROM information_schema.innodb_metrics"
    " WHERE name IN ('lock_deadlocks', 'lock_timeouts')"
)


class Bare:
    """One connection with the session settings of the API, used as directly as can be."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.retries = 0
        self._connection: CMySQLConnection | None = None

    def open(self) -> None:
        """Connect."""
        self._connection = pool.connect(self.url)
        self._native: Any = native(self._connection)

    def close(self) -> None:
        """Disconnect."""
        if self._connection:
            self._connection.close()

    def run(self, statement: bytes) -> int:
        """Send a statement, repeat it after a lost conflict; the number of rows that came."""
        return len(self._persist(statement))

    def document(self, statement: str, arguments: Sequence[Any]) -> bytes:
        """The same with arguments; the first column of the first row."""
        escape = self._native.escape_string
        texts = [
            "NULL" if each is None else f"'{escape(str(each)).decode()}'" for each in arguments
        ]
        return bytes(self._persist((statement % tuple(texts)).encode())[0][0])

    def _persist(self, statement: bytes) -> list[Sequence[bytes]]:
        for left in reversed(range(TRIES)):
            try:
                return self._walk(statement)
            except DRIVER_ERRORS as error:
                if errno_of(error) not in CONFLICTS or not left:
                    # What is left open belongs to no other call.
                    self.close()
                    self.open()
                    raise Failure(f"{errno_of(error)} {_short(error)}") from error
        raise AssertionError

    def _walk(self, statement: bytes) -> list[Sequence[bytes]]:
        native = self._native
        rows: list[Sequence[bytes]] = []
        native.query(statement, raw=True, buffered=False, raw_as_string=False)
        while True:
            if native.have_result_set:
                while row := native.fetch_row():
                    rows.append(row)
                native.free_result()
            if not native.next_result():
                return rows


def _short(error: BaseException) -> str:
    """The code of a refusal; of anything else the beginning."""
    text = message_of(error)
    return text.split(":", 1)[0][:40] if errno_of(error) not in CONSTRAINT else text[:60]


class Admin:
    """root of the benchmark's own server: prepares and looks, outside the measured time."""

    def __init__(self, url: str) -> None:
        self._connection = connect(url, database="store")

    def rows(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with self._connection.cursor() as cursor:
            cursor.execute(sql, params)
            return [tuple(row) for row in cursor.fetchall()]

    def value(self, sql: str, *params: Any) -> Any:
        """The first value of the first row."""
        return self.rows(sql, *params)[0][0]

    def call(self, procedure: str, *arguments: Any) -> None:
        """CALL a procedure; what it answers is of no interest."""
        with self._connection.cursor() as cursor:
            cursor.execute(f"CALL {procedure}({', '.join(['%s'] * len(arguments))})", arguments)
            while True:
                if cursor.description:
                    cursor.fetchall()
                if not cursor.nextset():
                    return

    def session(self, email: str, password: str) -> str:
        """The secret of a new session of somebody of the demo shop."""
        output = password_output(self._connection, email, password)
        return log_in(self._connection, email, output)

    def execute(self, sql: str) -> None:
        """Run a statement that answers nothing."""
        with self._connection.cursor() as cursor:
            cursor.execute(sql)

    def conflicts(self) -> dict[str, int]:
        """Deadlocks and lock timeouts of the server so far."""
        return {str(name): int(count) for name, count in self.rows(METRICS)}

    def close(self) -> None:
        """Disconnect."""
        self._connection.close()
