"""Rows as they come from the server, without keeping them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Self

from mysql.connector.connection_cext import CMySQLConnection

from api.db.failures import DRIVER_ERRORS
from api.db.statement import compose, fetch, native, set_time_limit


class Stream:
    """One running SELECT: its columns at once, its rows in batches. Close it, or use `with`."""

    def __init__(
        self,
        connection: CMySQLConnection,
        sql: str,
        params: Sequence[Any],
        batch: int,
        seconds: float | None,
        raw: bool,
    ) -> None:
        self._connection: CMySQLConnection | None = connection
        self._batch = batch
        try:
            if seconds is not None:
                set_time_limit(connection, seconds)
            result = connection.cmd_query(compose(connection, sql, params), raw=raw)
        except BaseException:
            self.close()
            raise
        self.columns: list[str] = [column[0] for column in (result or {}).get("columns", ())]

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> list[tuple[Any, ...]]:
        if self._connection is None:
            raise StopIteration
        try:
            rows = fetch(self._connection, self._batch)
        except BaseException:
            self.close()
            raise
        if not rows:
            self.close()
            raise StopIteration
        return rows

    def close(self) -> None:
        """End the SELECT, finished or not, with its connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(*DRIVER_ERRORS):
                # The connector's own close() would read all the rows that are left.
                native(connection).close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
