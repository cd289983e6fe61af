"""A page of a report: rows, totals and how many there are, as far as they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from core.reports.parts import KEY, ROW_COUNT, Only, Statement
from core.reports.periods import Shift, before
from core.reports.refusals import refused_choice
from core.reports.select import AskedReport

ROWS, TOTALS, TOTAL, SUBTOTALS = PARTS = ("rows", "totals", "total", "subtotals")
Row = dict[str, Any]


class Reader(Protocol):
    """Whatever reads the rows of a statement."""

    def rows(self, statement: Statement) -> list[Row]:
        """All rows of a statement."""


@dataclass(frozen=True)
class Wanted:
    """Which part of a report is wanted."""

    parts: frozenset[str]
    sort: Sequence[str] | None = None
    page: int = 1
    page_size: int = 24
    compares: bool = False


@dataclass
class Previous:
    """The time before: its totals, and the predecessors of groups in their order."""

    start: Any
    end: Any
    totals: Row | None = None
    items: list[Row | None] = field(default_factory=list)


@dataclass
class Page:
    """What was asked for; None for what was not."""

    items: list[Row] | None = None
    totals: Row | None = None
    total: int | None = None
    subtotals: list[Row] | None = None
    previous: Previous | None = None


def read_page(asked: AskedReport, wanted: Wanted, reader: Reader) -> Page:
    """Read it, in as few statements as it takes."""
    found = Page()
    if ROWS in wanted.parts or SUBTOTALS in wanted.parts:
        found.items = _items(asked, wanted, reader)
    if TOTAL in wanted.parts and asked.groupings and found.items:
        found.total = int(found.items[0][ROW_COUNT])
    elif TOTAL in wanted.parts and asked.groupings and found.items is not None and wanted.page == 1:
        found.total = 0
    if TOTAL in wanted.parts and found.total is None:
        both = TOTALS in wanted.parts
        row = reader.rows(asked.summary() if both else asked.count())[0]
        found.total = int(row.pop(ROW_COUNT))
        found.totals = row if both else None
    elif TOTALS in wanted.parts:
        found.totals = _totals(asked, reader)
    if SUBTOTALS in wanted.parts and len(asked.groupings) > 1:
        found.subtotals = _subtotals(asked, found.items or [], reader)
    if wanted.compares:
        found.previous = _previous(asked, wanted, found, reader)
    if ROWS not in wanted.parts:
        found.items = None
    return found


def _items(asked: AskedReport, wanted: Wanted, reader: Reader) -> list[Row]:
    offset = (wanted.page - 1) * wanted.page_size
    size = wanted.page_size
    if (limit := asked.report.row_limit) is not None:
        size = min(size, limit - offset)
        if size <= 0:
            raise refused_choice({"page": [f"Only the first {limit} rows are answered."]})
    return reader.rows(asked.rows(wanted.sort, (size, offset), with_keys=True))


def _totals(asked: AskedReport, reader: Reader) -> Row:
    return reader.rows(asked.whole())[0] if asked.totals else {}


def _key(asked: AskedReport, row: Row) -> tuple[Any, ...]:
    return tuple(row[f"{KEY}{number}"] for number in range(len(asked.keys)))


def _subtotals(asked: AskedReport, items: list[Row], reader: Reader) -> list[Row]:
    level = asked.outer
    keys = dict.fromkeys(_key(level, row) for row in items)
    if not keys:
        return []
    found = reader.rows(level.rows(with_keys=True, only=Only(level.keys, list(keys))))
    by_key = {_key(level, row): row for row in found}
    return [by_key[key] for key in keys if key in by_key]


def _previous(asked: AskedReport, wanted: Wanted, found: Page, reader: Reader) -> Previous | None:
    if asked.report.period is None:
        raise refused_choice({"compare": ["This report has no period."]})
    earlier = before(asked.report, asked.values, asked.values["time_zone"])
    if earlier is None:
        return None
    values, shift = earlier
    there = replace(asked, values=values)
    start, end = (values[name] for name in asked.report.period)
    previous = Previous(start, end)
    if TOTALS in wanted.parts:
        previous.totals = _totals(there, reader)
    if ROWS in wanted.parts and asked.groupings:
        previous.items = _predecessors(there, shift, found.items or [], reader)
    return previous


def _predecessors(
    there: AskedReport, shift: Shift, items: list[Row], reader: Reader
) -> list[Row | None]:
    times = {each.columns[0]: each.time for each in there.groupings if each.time}
    keys = []
    for item in items:
        named = zip(there.keys, _key(there, item), strict=True)
        keys.append(
            tuple(
                shift.name(times[name] or "", value) if name in times else value
                for name, value in named
            )
        )
    # A stretch of time that has no predecessor is looked for nowhere.
    places = [place for place, name in enumerate(there.keys) if name in times]
    wanted = [key for key in keys if all(key[place] is not None for place in places)]
    if not wanted:
        return [None] * len(keys)
    only = Only(there.keys, list(dict.fromkeys(wanted)))
    found = reader.rows(there.rows(with_keys=True, only=only))
    by_key = {_key(there, row): row for row in found}
    return [by_key.get(key) for key in keys]
