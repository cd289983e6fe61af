"""Proves reports against a server: every query is explained, every column is compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from core.reports.csv_lines import NUMBERS
from core.reports.definitions import Broken, Report, ReportError
from core.reports.library import Library
from core.reports.line_numbers import line_of
from core.reports.select import AskedReport, Statement
from core.reports.snapshot import QueryError, Snapshot
from core.reports.sql import Query
from core.reports.values import default, today

SECONDS = 60
SAMPLES: dict[str, Any] = {
    "date": "2026-01-31",
    "text": "x",
    "choice": "x",
    "integer": 1,
    "boolean": True,
}
# The protocol's numbers for dates and times.
WIRE = {"date": {10, 14}, "datetime": {7, 12}}
# Views are only explained to those who may read the tables under them.
NOT_EXPLAINED = 1345
AT_LINE = re.compile(r"at line (\d+)")
QUOTED = re.compile(r"'([^']+)'")


def mistakes(library: Library, url: str, time_zone: str) -> Iterator[ReportError]:
    """All that is wrong, with file and line."""
    entries = library.entries()
    text = library.file.read_text(encoding="utf-8")
    for number, entry in enumerate(entries.values()):
        if isinstance(entry, Broken):
            yield entry.error
            continue
        try:
            with Snapshot(url, SECONDS) as moment:
                _explain_queries(entry, moment, time_zone)
                found = list(_columns(entry, library, text, number, moment, time_zone))
                yield from found
                if not found:
                    _explain_wrapped(entry, moment, time_zone)
        except ReportError as error:
            yield error
    for path in sorted(library.sql_dir.glob("*.sql")):
        if path.stem not in entries:
            yield ReportError(f"{library.file.name} has no report {path.stem!r}", path, 1)


def _values(report: Report, time_zone: str, *, sampled: bool) -> dict[str, Any]:
    day = today(time_zone)
    values: dict[str, Any] = {
        each.name: SAMPLES[each.type] if sampled else default(each, day) for each in report.filters
    }
    return {**values, "time_zone": time_zone}


def _explain_queries(report: Report, moment: Snapshot, time_zone: str) -> None:
    """The queries as they are written, with and without something chosen."""
    for sampled in (False, True):
        values = _values(report, time_zone, sampled=sampled)
        for query in (report.query, *report.options.values()):
            _try(moment, query, Statement(query.text, query.arguments(values)))


def _explain_wrapped(report: Report, moment: Snapshot, time_zone: str) -> None:
    """What is wrapped around them."""
    values = _values(report, time_zone, sampled=False)
    for grouping in (None, *report.groupings):
        asked = AskedReport(report, grouping, values)
        for statement in (asked.summary(), asked.rows(), asked.rows(page=(1, 0))):
            _try(moment, report.query, statement)


def _try(moment: Snapshot, query: Query, statement: Statement) -> None:
    try:
        try:
            moment.rows(Statement(f"EXPLAIN\n{statement.text}", statement.arguments))
        except QueryError as error:
            if error.errno != NOT_EXPLAINED:
                raise
            text = f"SELECT 1 FROM (\n{statement.text}\n) AS report LIMIT 0"
            moment.rows(Statement(text, statement.arguments))
    except QueryError as error:
        raise ReportError(str(error), query.file, _line(str(error), query)) from error


def _line(message: str, query: Query) -> int:
    """The line that a message is about: the server says it, or names what stands there."""
    if match := AT_LINE.search(message):
        # EXPLAIN stands on a line of its own before the query.
        return max(1, int(match[1]) - 1)
    if match := QUOTED.search(message):
        name = match[1].rpartition(".")[2]
        lines = query.file.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            if re.search(rf"\b{re.escape(name)}\b", line):
                return number
    return 1


def _columns(
    report: Report,
    library: Library,
    text: str,
    number: int,
    moment: Snapshot,
    time_zone: str,
) -> Iterator[ReportError]:
    """Columns that the definition names and the query does not give, or gives otherwise."""
    values = _values(report, time_zone, sampled=False)
    query = Statement(
        f"SELECT * FROM (\n{report.query.text}\n) AS report LIMIT 0",
        report.query.arguments(values),
    )
    list(moment.stream(query, 1))
    given = dict(zip(moment.names, moment.types, strict=True))

    def mistake(detail: str, *path: str | int) -> ReportError:
        return ReportError(detail, library.file, line_of(text, [number, *path]))

    query_name = report.query.file.name
    for place, column in enumerate(report.columns):
        if column.name not in given:
            yield mistake(f"{query_name} gives no column {column.name!r}", "columns", place)
        elif not _fits(column.type, given[column.name]):
            yield mistake(
                f"{query_name} does not give {column.name!r} as {column.type}", "columns", place
            )
    for name in report.key:
        if name not in given:
            yield mistake(f"{query_name} gives no column {name!r}", "key")
    for place, grouping in enumerate(report.groupings):
        for name in grouping.key:
            if name not in given:
                yield mistake(f"{query_name} gives no column {name!r}", "group_by", place)


def _fits(kind: str, wire: int) -> bool:
    if kind in ("integer", "number", "money"):
        return wire in NUMBERS
    return kind not in WIRE or wire in WIRE[kind]
