"""The SELECTs that are wrapped around a report's query: rows, groups and totals.

Names come from the definition and stand in quotes, values are bound; nothing that a client says
becomes text of a statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.reports.definitions import Column, Grouping, Link, Report, RollUp
from core.reports.refusals import refused_choice
from core.reports.sql import Query
from core.reports.values import arguments

AGGREGATES = {
    "sum": "SUM({})",
    "count": "COUNT({})",
    "count_distinct": "COUNT(DISTINCT {})",
    "min": "MIN({})",
    "max": "MAX({})",
    "avg": "AVG({})",
}
# How exact a ratio or an average of a type is.
DECIMALS = {"money": 2, "percent": 2, "duration": 0}
OTHER_DECIMALS = 4
# Names of our own, which no column can have: theirs begin with a letter.
ROW_COUNT = "_rows"
KEY = "_key_"
NAME = re.compile(r"_?[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Statement:
    """SQL with `%s`, and the values for it."""

    text: str
    arguments: list[Any]


@dataclass(frozen=True)
class Source:
    """What a statement reads: the query of the report, or a roll-up that holds all it needs."""

    query: Query
    roll_up: RollUp | None = None


@dataclass(frozen=True)
class Only:
    """The groups that are wanted: those with one of these keys."""

    names: Sequence[str]
    keys: Sequence[Sequence[Any]]


@dataclass(frozen=True)
class AskedReport:
    """A report as somebody asks for it: under its groupings, with one choice of filters."""

    report: Report
    groupings: tuple[Grouping, ...]
    values: Mapping[str, Any]

    @property
    def columns(self) -> tuple[Column, ...]:
        """What the rows show: the plain list, or what names a group and the totals."""
        if not self.groupings:
            return tuple(each for each in self.report.columns if not each.hidden)
        return (*map(self.report.column, self.names), *self.totals)

    @property
    def linked(self) -> tuple[Column, ...]:
        """What the rows hold besides, because links need it."""
        shown = {each.name for each in self.columns}
        links = [*(each.link for each in self.columns), *(each.link for each in self.groupings)]
        led = [link for link in links if link and self.leads(link)]
        wanted = {name for link in led for name in link.filters.values()}
        return tuple(each for each in self.report.columns if each.name in wanted - shown)

    @property
    def totals(self) -> tuple[Column, ...]:
        """The columns of groups and of the whole that say how much."""
        hidden = {name for each in self.groupings for name in each.without}
        return tuple(
            _totalled(each)
            for each in self.report.columns
            if each.is_measure and each.name not in hidden
        )

    @property
    def outer(self) -> AskedReport:
        """The groups of the first level alone, with the totals that those of both have."""
        without = frozenset[str]().union(*(each.without for each in self.groupings))
        return replace(self, groupings=(replace(self.groupings[0], without=without),))

    def leads(self, link: Link) -> bool:
        """Whether rows hold what a link needs: a group has no values of single rows."""
        if not self.groupings:
            return True
        own = {*self.names, *self.keys}
        own |= {name for each in self.groupings if each.link for name in each.link.filters.values()}
        return own.issuperset(link.filters.values())

    def rows(
        self,
        sort: Sequence[str] | None = None,
        page: tuple[int, int] | None = None,
        *,
        local_times: bool = False,
        with_keys: bool = False,
        only: Only | None = None,
    ) -> Statement:
        """All rows, or one page (limit, offset); times in UTC, or as the clocks of the shop.

        A page of groups says how many there are; with keys each says what it is found by.
        """
        source = self.source()
        given: list[Any] = []
        parts = []
        for each in (*self.columns, *(self.linked if with_keys else ())):
            expression = self._expression(each, source)
            if local_times and each.type == "datetime":
                expression = f"CONVERT_TZ({expression}, 'UTC', %s)"
                given.append(self.values["time_zone"])
            parts.append(f"{expression} AS {quoted(each.name)}")
        if with_keys:
            keys = enumerate(self.keys)
            parts += [f"{_of(name)} AS {quoted(f'{KEY}{number}')}" for number, name in keys]
        if page and self.groupings:
            parts.append(f"COUNT(*) OVER () AS {quoted(ROW_COUNT)}")
        text = f"SELECT\n{', '.join(parts)}\n{self._from(source, given)}"
        if only is not None:
            text += f"\nWHERE {_any_of(only, given)}"
        if self.groupings:
            text += f"\nGROUP BY {', '.join(map(_of, self.keys))}"
        text += f"\nORDER BY {self._order(sort, is_page=page is not None)}"
        if page:
            text += "\nLIMIT %s OFFSET %s"
            given += page
        return Statement(text, given)

    def summary(self) -> Statement:
        """One row: how many rows or groups there are, and the totals over all of them."""
        return self._whole(self.totals, is_counted=True)

    def count(self) -> Statement:
        """One row: how many rows or groups there are."""
        return self._whole((), is_counted=True)

    def whole(self) -> Statement:
        """One row: the totals alone."""
        return self._whole(self.totals, is_counted=False)

    def source(self) -> Source:
        """What rows are read from: a roll-up can only stand for groups."""
        if not self.groupings:
            return Source(self.report.query)
        measures = {name for each in self.totals for name in each.ratio or (each.name,)}
        linked = {each.name for each in self.linked}
        return self._source({*self.names, *self.keys, *linked, *measures})

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that name a group."""
        return _unique(name for each in self.groupings for name in each.columns)

    @property
    def keys(self) -> tuple[str, ...]:
        """What tells a group from another."""
        return _unique(name for each in self.groupings for name in each.keys)

    def _whole(self, totals: Sequence[Column], *, is_counted: bool) -> Statement:
        names = {name for each in totals for name in each.ratio or (each.name,)}
        if is_counted:
            names |= {*self.keys}
        source = self._source(names, counts_rows=is_counted and not self.groupings)
        given: list[Any] = []
        parts = [f"{self._count(source)} AS {quoted(ROW_COUNT)}"] if is_counted else []
        parts += [f"{self._measure(each, source)} AS {quoted(each.name)}" for each in totals]
        text = f"SELECT\n{', '.join(parts)}\n{self._from(source, given)}"
        return Statement(text, given)

    def _source(self, names: set[str], *, counts_rows: bool = False) -> Source:
        """The first roll-up that holds all these columns and reads all that was chosen."""
        chosen = {each.name for each in self.report.filters if self.values[each.name] is not None}
        for each in self.report.roll_ups:
            holds_all = names <= each.columns and chosen <= set(each.query.names)
            if holds_all and (each.rows or not counts_rows):
                return Source(each.query, each)
        return Source(self.report.query)

    def _from(self, source: Source, given: list[Any]) -> str:
        given += source.query.arguments(arguments(self.report, self.values))
        return f"FROM (\n{source.query.text}\n) AS report"

    def _expression(self, column: Column, source: Source) -> str:
        if column.is_measure and self.groupings:
            return self._measure(column, source)
        if column.ratio:
            first, second = (_in_units(self.report.column(name)) for name in column.ratio)
            return _ratio(column, first, second)
        # What a group is called may depend on its key: any of its names will do.
        return _in_units(column)

    def _measure(self, column: Column, source: Source) -> str:
        if column.ratio:
            first, second = (_aggregate(self.report.column(each), source) for each in column.ratio)
            return _ratio(column, first, second)
        # With the type that the query gives: a total may have another.
        return _aggregate(self.report.column(column.name), source)

    def _count(self, source: Source) -> str:
        if not self.groupings:
            rows = source.roll_up and source.roll_up.rows
            return f"COALESCE(SUM({_of(rows)}), 0)" if rows else "COUNT(*)"
        # COUNT(DISTINCT ...) leaves NULL out, but it is a group as well.
        keys = ", ".join(f"COALESCE({_of(name)}, '')" for name in self.keys)
        return f"COUNT(DISTINCT {keys})"

    def _order(self, sort: Sequence[str] | None, *, is_page: bool) -> str:
        sort = list(self._usual_sort() if sort is None else sort)
        known = {each.name for each in self.columns}
        if unknown := [name for name in sort if name.removeprefix("-") not in known]:
            names = ", ".join(each.name for each in self.columns)
            text = f"There is no column {unknown[0]!r} here, only: {names}."
            raise refused_choice({"sort": [text]})
        if len(self.groupings) > 1:
            sort = self._in_levels(sort)
        # Rows are sorted by what the query gives, so that its indexes are of use, groups by
        # what is shown of them.
        parts = [(self._sorted_by(name.removeprefix("-")), name.startswith("-")) for name in sort]
        if is_page or self.groupings or not parts:
            # In the same direction as the last: then one index serves the whole order.
            falls = parts[-1][1] if parts else False
            known_parts = {part for part, _ in parts}
            rest = map(_of, self.keys if self.groupings else self.report.key)
            parts += [(part, falls) for part in rest if part not in known_parts]
        return ", ".join(f"{part} DESC" if falls else part for part, falls in parts)

    def _usual_sort(self) -> Sequence[str]:
        if not self.groupings:
            shown = {each.name for each in self.columns}
            return [name for name in self.report.sort if name.removeprefix("-") in shown]
        usual = self.groupings[-1].sort or self.groupings[-1].columns
        return usual if len(self.groupings) == 1 else (*self.groupings[0].columns, *usual)

    def _in_levels(self, sort: Sequence[str]) -> list[str]:
        """The groups of the first level stay together, however the second is sorted."""
        outer = self.groupings[0].columns
        first = [name for name in sort if name.removeprefix("-") in outer]
        named = {name.removeprefix("-") for name in first}
        first += [name for name in outer if name not in named]
        return [*first, *(name for name in sort if name.removeprefix("-") not in outer)]

    def _sorted_by(self, name: str) -> str:
        column = self.report.column(name)
        return quoted(name) if self.groupings or column.ratio else _of(name)


def quoted(name: str) -> str:
    """A name of a definition, whatever words a server has reserved."""
    if not NAME.fullmatch(name):
        raise ValueError(f"This is no name: {name!r}")
    return f"`{name}`"


def _of(name: str) -> str:
    return f"report.{quoted(name)}"


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _in_units(column: Column) -> str:
    return f"{_of(column.name)} * 0.01" if column.cents else _of(column.name)


def _aggregate(column: Column, source: Source) -> str:
    assert column.total is not None
    # What a roll-up gives is summed or counted already.
    total = "sum" if source.roll_up else column.total
    expression = AGGREGATES[total].format(_of(column.name))
    if column.cents and column.total not in ("count", "count_distinct"):
        expression += " * 0.01"
    return _rounded(column, expression) if total == "avg" else expression


def _ratio(column: Column, first: str, second: str) -> str:
    times = "100 * " if column.type == "percent" else ""
    return _rounded(column, f"{times}({first}) / NULLIF({second}, 0)")


def _rounded(column: Column, expression: str) -> str:
    return f"ROUND({expression}, {DECIMALS.get(column.type, OTHER_DECIMALS)})"


def _any_of(only: Only, given: list[Any]) -> str:
    if not only.keys:
        return "FALSE"
    one = " AND ".join(f"{_of(name)} <=> %s" for name in only.names)
    for key in only.keys:
        given += key
    return " OR ".join([f"({one})"] * len(only.keys))


def _totalled(column: Column) -> Column:
    kind = column.type
    if column.total in ("count", "count_distinct"):
        kind = "integer"
    elif column.total == "avg" and kind == "integer":
        kind = "decimal"
    return replace(column, type=kind, label=column.total_label or column.label, cents=False)
