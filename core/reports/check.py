"""Proves reports against a server: every statement is prepared and explained, every column is
compared with the definition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from core.reports.csv_lines import NUMBERS
from core.reports.definitions import SOUGHT, Broken, Report, ReportError
from core.reports.library import Library
from core.reports.line_numbers import line_of
from core.reports.parts import Statement
from core.reports.prepare import Asker, prepare
from core.reports.select import AskedReport
from core.reports.snapshot import QueryError, Snapshot
from core.reports.sql import Query
from core.reports.values import arguments

SECONDS = 60
SAMPLES: Mapping[str, Any] = {
    "date": "2026-01-31",
    "datetime": "2026-01-31T00:00:00Z",
    "text": "x",
    "choice": "x",
    "choices": ["x"],
    "integer": 1,
    "decimal": "1.00",
    "boolean": True,
    "product": 1,
    "category": "x",
    "user": 1,
}
# The protocol's numbers for dates and times.
WIRE = {"date": {10, 14}, "datetime": {7, 12}}
NUMERIC = frozenset({"integer", "decimal", "money", "percent", "duration"})
# Views are only explained to those who may read the tables under them.
NOT_EXPLAINED = 1345
AT_LINE = re.compile(r"at line (\d+)")
QUOTED = re.compile(r"'([^']+)'")
# Tables whose full scan is worth a warning once they hold so many rows.
LARGE = 100_000


@dataclass(frozen=True)
class Found:
    """What is wrong with a report, and what is only worth a look."""

    error: ReportError
    is_warning: bool = False


def mistakes(library: Library, url: str, time_zone: str) -> Iterator[Found]:
    """All that is wrong, with file and line."""
    entries = library.entries()
    text = library.file.read_text(encoding="utf-8")
    for number, entry in enumerate(entries.values()):
        if isinstance(entry, Broken):
            yield Found(entry.error)
            continue
        try:
            with Snapshot(url, SECONDS) as moment:
                yield from _Check(entry, library, text, number, moment, time_zone).found()
        except ReportError as error:
            yield Found(error)
    for path in sorted(library.sql_dir.glob("*.sql")):
        if path.stem not in entries:
            detail = f"{library.file.name} has no report {path.stem!r}"
            yield Found(ReportError(detail, path, 1))


@dataclass
class _Check:
    report: Report
    library: Library
    text: str
    number: int
    moment: Snapshot
    time_zone: str

    def found(self) -> Iterator[Found]:
        """What is wrong; what is around the query only where the query itself is well."""
        self._explain_queries()
        wrong = [*self._columns(), *self._names(), *self._roll_ups()]
        yield from map(Found, wrong)
        if not wrong:
            yield from self._explain_wrapped()

    def _asker(self) -> Asker:
        return Asker(1, frozenset(self.report.permissions), self.time_zone)

    def _samples(self) -> dict[str, Any]:
        samples = {each.name: SAMPLES[each.type] for each in self.report.filters}
        return {**samples, "time_zone": self.time_zone, "actor_id": 1, SOUGHT: "x"}

    def _explain_queries(self) -> None:
        """The queries as they are written, with and without something chosen."""
        nothing = prepare(self.report, self._asker(), {}, None).values
        queries = (
            self.report.query,
            *(each.query for each in self.report.roll_ups),
            *self.report.options.values(),
        )
        for values in ({**nothing, SOUGHT: ""}, self._samples()):
            given = arguments(self.report, values)
            for query in queries:
                self._explain(query, Statement(query.text, query.arguments(given)))

    def _explain_wrapped(self) -> Iterator[Found]:
        """What is wrapped around them: every grouping, every pair of them, the totals."""
        usual = prepare(self.report, self._asker(), {}, None).values
        chosen = {
            each.name: usual[each.name] if each.required else self._samples()[each.name]
            for each in self.report.filters
        }
        seen: set[str] = set()
        levels = [(), *((each,) for each in self.report.groupings)]
        levels += permutations(self.report.groupings, 2)
        for values in (usual, {**usual, **chosen}):
            for groupings in levels:
                asked = AskedReport(self.report, tuple(groupings), values)
                for statement in (
                    asked.rows(page=(1, 0), with_keys=True),
                    asked.rows(),
                    asked.summary(),
                    *([asked.whole()] if asked.totals else []),
                ):
                    for table in self._explain(asked.source().query, statement) - seen:
                        seen.add(table)
                        yield Found(self._scan(table, asked), is_warning=True)

    def _scan(self, table: str, asked: AskedReport) -> ReportError:
        by = ", ".join(each.name for each in asked.groupings)
        detail = f"warning: all of the large table {table} is read{f' by {by}' if by else ''}"
        query = asked.source().query
        return ReportError(detail, query.file, _line_of_name(table, query))

    def _explain(self, query: Query, statement: Statement) -> set[str]:
        """Prepare it; the large tables that it reads from end to end, as the query calls them."""
        try:
            try:
                text = f"EXPLAIN FORMAT=TRADITIONAL\n{statement.text}"
                plan = self.moment.rows(Statement(text, statement.arguments))
            except QueryError as error:
                if error.errno != NOT_EXPLAINED:
                    raise
                text = f"SELECT 1 FROM (\n{statement.text}\n) AS report LIMIT 0"
                self.moment.rows(Statement(text, statement.arguments))
                return set()
        except QueryError as error:
            raise ReportError(str(error), query.file, _line(str(error), query)) from error
        return {
            row["table"]
            for row in plan
            if row["type"] in ("ALL", "index")
            and int(row["rows"] or 0) >= LARGE
            # What is in brackets is the server's own.
            and not row["table"].startswith("<")
        }

    def _given(self, query: Query) -> dict[str, int]:
        """The columns of a query, and the protocol's numbers for their types."""
        given = arguments(self.report, prepare(self.report, self._asker(), {}, None).values)
        text = f"SELECT * FROM (\n{query.text}\n) AS report LIMIT 0"
        list(self.moment.stream(Statement(text, query.arguments(given)), 1))
        return dict(zip(self.moment.names, self.moment.types, strict=True))

    def _mistake(self, detail: str, *path: str | int) -> ReportError:
        return ReportError(detail, self.library.file, line_of(self.text, [self.number, *path]))

    def _columns(self) -> Iterator[ReportError]:
        """Columns that the definition names and the query does not give, or gives otherwise."""
        given = self._given(self.report.query)
        name_of_query = self.report.query.file.name
        for place, column in enumerate(self.report.columns):
            if column.ratio:
                continue
            if column.name not in given:
                detail = f"{name_of_query} gives no column {column.name!r}"
                yield self._mistake(detail, "columns", place)
            elif not _fits(column.type, given[column.name]):
                detail = f"{name_of_query} does not give {column.name!r} as {column.type}"
                yield self._mistake(detail, "columns", place)
        for name in self.report.key:
            if name not in given:
                yield self._mistake(f"{name_of_query} gives no column {name!r}", "key")
        for place, grouping in enumerate(self.report.groupings):
            for name in grouping.key:
                if name not in given:
                    detail = f"{name_of_query} gives no column {name!r}"
                    yield self._mistake(detail, "group_by", place)

    def _names(self) -> Iterator[ReportError]:
        """Columns of groups that their names do not give."""
        for place, grouping in enumerate(self.report.groupings):
            if grouping.names is None:
                continue
            given = self._given(grouping.names)
            for name in sorted(grouping.named | {*grouping.key}):
                if name not in given:
                    detail = f"{grouping.names.file.name} gives no column {name!r}"
                    yield self._mistake(detail, "group_by", place)

    def _roll_ups(self) -> Iterator[ReportError]:
        """Columns that a roll-up is said to give and does not give."""
        for place, each in enumerate(self.report.roll_ups):
            given = self._given(each.query)
            for name in sorted(each.columns | ({each.rows} if each.rows else set())):
                if name not in given:
                    detail = f"{each.query.file.name} gives no column {name!r}"
                    yield self._mistake(detail, "rollups", place)


def _line(message: str, query: Query) -> int:
    """The line that a message is about: the server says it, or names what stands there."""
    if match := AT_LINE.search(message):
        # EXPLAIN stands on a line of its own before the query.
        return max(1, int(match[1]) - 1)
    if match := QUOTED.search(message):
        return _line_of_name(match[1].rpartition(".")[2], query)
    return 1


def _line_of_name(name: str, query: Query) -> int:
    lines = query.file.read_text(encoding="utf-8").splitlines()
    found = (n for n, line in enumerate(lines, 1) if re.search(rf"\b{re.escape(name)}\b", line))
    return next(found, 1)


def _fits(kind: str, wire: int) -> bool:
    if kind in NUMERIC:
        return wire in NUMBERS
    return kind not in WIRE or wire in WIRE[kind]
