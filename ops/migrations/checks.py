"""Run `sql/checks`: one SELECT per promise, zero rows where it holds."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mysql.connector

from ops.database import connect
from ops.migrations.errors import MigrationError, line_in_file
from ops.migrations.files import SqlFile, read_file
from ops.paths import ROOT

_SHOWN = 5
_FETCHED = 1000


@dataclass(frozen=True)
class Violation:
    """A promise that does not hold, with the rows that break it."""

    check: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __str__(self) -> str:
        count = f"{len(self.rows)}{' or more' if len(self.rows) == _FETCHED else ''}"
        lines = [f"{self.check}: {count} row{'s' if len(self.rows) != 1 else ''}"]
        for row in self.rows[:_SHOWN]:
            pairs = zip(self.columns, row, strict=True)
            lines.append("    " + ", ".join(f"{column}={value}" for column, value in pairs))
        if len(self.rows) > _SHOWN:
            lines.append("    …")
        return "\n".join(lines)


def check_files(sql_dir: Path = ROOT / "sql") -> list[SqlFile]:
    """The checks, each proved to be one SELECT."""
    files = []
    for path in sorted((sql_dir / "checks").glob("*.sql")):
        file = read_file(path, sql_dir.parent)
        verbs = [statement.text.split(None, 1)[0].upper() for statement in file.statements]
        if len(verbs) != 1 or verbs[0] not in ("SELECT", "WITH"):
            raise MigrationError("a check is one SELECT", file=file.path)
        files.append(file)
    return files


def run_checks(url: str, sql_dir: Path = ROOT / "sql") -> list[Violation]:
    """The violations, none where all promises hold.

    Each check reads one consistent state of the data, so it may run beside writers.
    """
    violations = []
    files = check_files(sql_dir)
    with closing(connect(url, database="store")) as connection:
        connection.cmd_query("SET SESSION TRANSACTION READ ONLY")
        for file in files:
            if violation := _run(connection, file):
                violations.append(violation)
    return violations


def _run(connection: Any, file: SqlFile) -> Violation | None:
    statement = file.statements[0]
    with closing(connection.cursor()) as cursor:
        try:
            cursor.execute(statement.text)
            rows = tuple(tuple(row) for row in cursor.fetchmany(_FETCHED))
            columns = tuple(cursor.column_names)
            while cursor.fetchmany(_FETCHED):
                pass
        except mysql.connector.Error as error:
            raise MigrationError(
                str(error.msg), file=file.path, line=line_in_file(statement.line, str(error.msg))
            ) from error
    return Violation(file.path.stem, columns, rows) if rows else None
