"""Run `sql/checks`: one SELECT per promise, zero rows where it holds."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mysql.connector.connection_cext import CMySQLConnection

from core.config import SQL
from core.db.failures import DRIVER_ERRORS, message_of
from core.db.pool import connect
from core.db.statements import fetch
from core.reports.sql import Query

SHOWN = 5
FETCHED = 1000
AT_LINE = re.compile(r"at line (\d+)")


class CheckError(Exception):
    """A file that cannot be run as a check, and where the mistake is."""


@dataclass(frozen=True)
class Violation:
    """A promise that does not hold, with the rows that break it."""

    check: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __str__(self) -> str:
        count = f"{len(self.rows)}{' or more' if len(self.rows) == FETCHED else ''}"
        lines = [f"{self.check}: {count} row{'s' if len(self.rows) != 1 else ''}"]
        for row in self.rows[:SHOWN]:
            pairs = zip(self.columns, row, strict=True)
            lines.append("    " + ", ".join(f"{column}={value}" for column, value in pairs))
        if len(self.rows) > SHOWN:
            lines.append("    …")
        return "\n".join(lines)


@dataclass(frozen=True)
class Check:
    """A promise by its name, and the SELECT that finds what breaks it."""

    name: str
    sql: str
    file: Path


def read_checks(sql_dir: Path = SQL) -> list[Check]:
    """The checks, each proved to be one SELECT."""
    checks = []
    for path in sorted((sql_dir / "checks").rglob("*.sql"), key=lambda path: path.stem):
        file = path.relative_to(sql_dir.parent)
        try:
            query = Query.parse(path.read_text(encoding="utf-8"), frozenset(), file)
        except ValueError as error:
            line, _ = error.args
            raise CheckError(f"{file}:{line}: a check is one SELECT") from error
        checks.append(Check(path.stem, query.text % (), file))
    return checks


def run_checks(url: str, sql_dir: Path = SQL) -> list[Violation]:
    """The violations, none where all promises hold.

    Each check reads one consistent state of the data, so it may run beside writers.
    """
    checks = read_checks(sql_dir)
    with closing(connect(url, database="store")) as connection:
        connection.cmd_query("SET SESSION TRANSACTION READ ONLY")
        found = [_run(connection, check) for check in checks]
    return [violation for violation in found if violation]


def _run(connection: CMySQLConnection, check: Check) -> Violation | None:
    try:
        result = connection.cmd_query(check.sql)
        rows = tuple(fetch(connection, FETCHED))
        while fetch(connection, FETCHED):
            pass
        connection.consume_results()
    except DRIVER_ERRORS as error:
        message = message_of(error)
        # The server counts from the first word on.
        start = check.sql[: -len(check.sql.lstrip())].count("\n")
        line = start + int(match[1] if (match := AT_LINE.search(message)) else 1)
        raise CheckError(f"{check.file}:{line}: {message}") from error
    columns = tuple(column[0] for column in result["columns"])
    return Violation(check.name, columns, rows) if rows else None
