"""A real login with few words: call, rows, execute, and refusals as one exception."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

import _mysql_connector
import mysql.connector
import pytest

from ops.database import connect
from ops.paths import ROOT

Row = dict[str, Any]
REFUSED = "45000"


@cache
def _constraints() -> dict[str, str]:
    """Each constraint and the public code that it stands for."""
    text = (ROOT / "sql/seed/reference/021_constraint_problems.sql").read_text()
    return dict(re.findall(r"^\('(\w+)', \d+, '[^']*', '(\w+)'", text, re.MULTILINE))


class SqlError(Exception):
    """What the server said, with the rows that came before it."""

    def __init__(self, errno: int, sqlstate: str, text: str, sets: list[list[Row]]) -> None:
        super().__init__(f"{errno} ({sqlstate}): {text}")
        self.errno = errno
        self.sqlstate = sqlstate
        self.text = text
        self.sets = sets

    @property
    def code(self) -> str | None:
        """The problem's code: the shop's own, or what clients see of a constraint."""
        if self.sqlstate == REFUSED:
            return self.text.split(":", 1)[0]
        constraint = re.search(r"\b(?:uq|ck|fk)_\w+?__\w+", self.text)
        return _constraints().get(constraint[0]) if constraint else None

    @property
    def detail(self) -> str:
        """The problem's words."""
        return self.text.split(":", 1)[1].strip() if self.sqlstate == REFUSED else self.text


class Login:
    """One connection of one account."""

    def __init__(self, url: str, isolation: str = "READ COMMITTED", **overrides: Any) -> None:
        self.url = url
        self.connection: Any = connect(url, **overrides)
        self.changed = 0
        self.execute(f"SET SESSION TRANSACTION ISOLATION LEVEL {isolation}")

    def sets(self, sql: str, *params: Any) -> list[list[Row]]:
        """All result sets of one statement."""
        found: list[list[Row]] = []
        cursor = self.connection.cursor(dictionary=True)
        try:
            cursor.execute(sql, params)
            while True:
                if cursor.with_rows:
                    found.append(cursor.fetchall())
                self.changed = cursor.rowcount
                if not cursor.nextset():
                    return found
        except (mysql.connector.Error, _mysql_connector.MySQLInterfaceError) as error:
            raise SqlError(error.errno or 0, error.sqlstate or "", str(error.msg), found) from None
        finally:
            self._close(cursor)

    def _close(self, cursor: Any) -> None:
        with suppress(mysql.connector.Error, _mysql_connector.MySQLInterfaceError):
            cursor.close()

    def call(self, procedure: str, *args: Any) -> list[Row]:
        """The first result set of a procedure, empty if it has none."""
        sets = self.call_sets(procedure, *args)
        return sets[0] if sets else []

    def call_sets(self, procedure: str, *args: Any) -> list[list[Row]]:
        """All result sets of a procedure."""
        return self.sets(f"CALL {procedure}({', '.join(['%s'] * len(args))})", *args)

    def rows(self, sql: str, *params: Any) -> list[Row]:
        """The rows of a query."""
        return self.sets(sql, *params)[0]

    def value(self, sql: str, *params: Any) -> Any:
        """The first value of the first row, None if there is no row."""
        rows = self.rows(sql, *params)
        return next(iter(rows[0].values())) if rows else None

    def execute(self, sql: str, *params: Any) -> int:
        """Run a statement; the number of rows that it changed."""
        self.sets(sql, *params)
        return self.changed

    def close(self) -> None:
        """End the connection, whatever state it is in."""
        with suppress(mysql.connector.Error, _mysql_connector.MySQLInterfaceError):
            self.connection.close()


@contextmanager
def refused(code: str) -> Iterator[pytest.ExceptionInfo[SqlError]]:
    """The block is refused with this code."""
    with pytest.raises(SqlError) as caught:
        yield caught
    assert caught.value.code == code, f"refused with: {caught.value}"
