"""Statements on their way to the server, and the rows that come back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import orjson
from mysql.connector.connection_cext import CMySQLConnection

from core.db.failures import DRIVER_ERRORS

Row = dict[str, Any]
# Where a column's name stands in what the C extension says of it.
COLUMN_NAME = 4
_NO_LIMIT = "SET SESSION /*!80000 max_execution_time = 0 */ /*M! max_statement_time = 0 */"


def compose(connection: CMySQLConnection, sql: str, args: Sequence[Any]) -> bytes:
    """The statement with its arguments quoted by the driver; dicts and lists become JSON."""
    if not args:
        return sql.encode()
    return sql.encode() % tuple(connection.prepare_for_mysql([_plain(value) for value in args]))


def _plain(value: Any) -> Any:
    return orjson.dumps(value).decode() if isinstance(value, dict | list) else value


@dataclass
class Answer:
    """The first result set of a statement, as the driver gives it."""

    names: list[str] = field(default_factory=list)
    values: list[tuple[Any, ...]] = field(default_factory=list)

    def rows(self) -> list[Row]:
        """Its rows by the names of their columns."""
        return [dict(zip(self.names, values, strict=True)) for values in self.values]

    def document(self) -> str:
        """Its only value: JSON that goes out as it is."""
        ((value,),) = self.values
        return value if isinstance(value, str) else bytes(value).decode()


def run(
    connection: CMySQLConnection,
    sql: str,
    args: Sequence[Any],
    answer: Answer,
    is_raw: bool = False,
) -> None:
    """Send one statement and walk all its results; the first result set goes into `answer`.

    What came before an error stays there: a refusal may follow the rows that explain it.
    Raw values are the bytes that the server sent.
    """
    server = native(connection)
    # The connector's own cmd_query() describes every column at length before it returns.
    server.query(compose(connection, sql, args), raw=is_raw, query_attrs=[])
    while True:
        if server.have_result_set:
            names = [column[COLUMN_NAME] for column in server.fetch_fields()]
            found = fetch(connection)
            if not answer.names:
                answer.names, answer.values = names, found
            server.free_result()
        # Errors of later results are raised only here.
        if not server.more_results() or not server.next_result():
            return


def native(connection: CMySQLConnection) -> Any:
    """The C extension's own object, for what the connector does slowly or not at all."""
    return connection._cmysql


def fetch(connection: CMySQLConnection, count: int = -1) -> list[tuple[Any, ...]]:
    """Up to `count` rows; the connector's own get_rows() looks at every value in Python."""
    fetch_row = native(connection).fetch_row
    rows: list[tuple[Any, ...]] = []
    while count and (row := fetch_row()):
        rows.append(row)
        count -= 1
    return rows


def set_time_limit(connection: CMySQLConnection, seconds: float) -> None:
    """Let SELECTs of this session take so long and no longer; each server reads its own part."""
    connection.cmd_query(
        f"SET SESSION /*!80000 max_execution_time = {int(seconds * 1000)} */"
        f" /*M! max_statement_time = {float(seconds)} */"
    )


@contextmanager
def time_limit(connection: CMySQLConnection, seconds: float | None) -> Iterator[None]:
    """A time limit for what is run inside."""
    if seconds is None:
        yield
        return
    set_time_limit(connection, seconds)
    try:
        yield
    except BaseException:
        with suppress(*DRIVER_ERRORS):
            _lift_time_limit(connection)
        raise
    # A connection on which this fails is dropped: nobody inherits the limit.
    _lift_time_limit(connection)


def _lift_time_limit(connection: CMySQLConnection) -> None:
    connection.consume_results()
    connection.cmd_query(_NO_LIMIT)
