"""The SELECTs that are wrapped around a report's query: rows, groups and totals.

Names come from the definition and stand in quotes, values are bound; nothing that a client says
becomes text of a statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.reports.definitions import Column, Grouping, Link, Report, RollUp
from core.reports.parts import (
    KEY,
    ROW_COUNT,
    Only,
    Statement,
    aggregate,
    any_of,
    in_order,
    in_units,
    limit,
    of,
    quoted,
    ratio_of,
    totalled,
    unique,
)
from core.reports.refusals import refused_choice
from core.reports.sql import Query
from core.reports.values import arguments


@dataclass(frozen=True)
class Source:
    """What a statement reads: the query of the report, or a roll-up that holds all it needs."""

    query: Query
    roll_up: RollUp | None = None


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
            totalled(each)
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
        if any(each.names for each in self.groupings):
            return self._named_rows(sort, page, local_times, with_keys, only)
        given: list[Any] = []
        parts = []
        for each in self._shown(with_keys):
            expression = self._expression(each, self.source())
            parts.append(
                f"{self._local(expression, each, local_times, given)} AS {quoted(each.name)}"
            )
        if with_keys:
            parts += self._key_parts()
        if page and self.groupings:
            parts.append(f"COUNT(*) OVER () AS {quoted(ROW_COUNT)}")
        text = f"SELECT\n{', '.join(parts)}\n{self._grouped(given, only)}"
        text += f"\nORDER BY {self._order(sort, is_page=page is not None)}"
        return Statement(text + limit(page, given), given)

    def _shown(self, with_keys: bool) -> tuple[Column, ...]:
        return (*self.columns, *(self.linked if with_keys else ()))

    def _key_parts(self) -> list[str]:
        # MariaDB gives a bare column that stands there twice the second name both times.
        named = [(f"COALESCE({of(name)})", f"{KEY}{n}") for n, name in enumerate(self.keys)]
        return [f"{expression} AS {quoted(name)}" for expression, name in named]

    def _local(self, expression: str, column: Column, is_local: bool, given: list[Any]) -> str:
        if not is_local or column.type != "datetime":
            return expression
        given.append(self.values["time_zone"])
        return f"CONVERT_TZ({expression}, 'UTC', %s)"

    def _grouped(self, given: list[Any], only: Only | None) -> str:
        text = self._from(self.source(), given)
        if only is not None:
            text += f"\nWHERE {any_of(only, given)}"
        if self.groupings:
            text += f"\nGROUP BY {', '.join(map(of, self.keys))}"
        return text

    def _named_rows(
        self,
        sort: Sequence[str] | None,
        page: tuple[int, int] | None,
        is_local: bool,
        with_keys: bool,
        only: Only | None,
    ) -> Statement:
        """Groups first, by their keys alone; then their names, if possible those of a page only."""
        named = self._named()
        given: list[Any] = []
        own = [each for each in self._shown(with_keys) if each.name not in named]
        parts = [f"{self._expression(each, self.source())} AS {quoted(each.name)}" for each in own]
        parts += self._key_parts()
        if page:
            parts.append(f"COUNT(*) OVER () AS {quoted(ROW_COUNT)}")
        inner: list[Any] = []
        groups = f"SELECT\n{', '.join(parts)}\n{self._grouped(inner, only)}"
        order = self._parts_of_order(sort, is_page=True)
        is_cut = page is not None and not set(named) & {name for name, _ in order}
        if is_cut:
            groups += f"\nORDER BY {in_order(order, self._in_groups)}{limit(page, inner)}"
        shown = []
        for each in self._shown(with_keys):
            table = named.get(each.name, "report")
            expression = f"{table}.{quoted(each.name)}"
            shown.append(f"{self._local(expression, each, is_local, given)} AS {quoted(each.name)}")
        extra = [f"{KEY}{number}" for number in range(len(self.keys))] if with_keys else []
        extra += [ROW_COUNT] if page else []
        shown += [of(name) for name in extra]
        text = f"SELECT\n{', '.join(shown)}\nFROM (\n{groups}\n) AS report"
        given += inner
        text += self._joins(given)
        text += f"\nORDER BY {in_order(order, lambda name: self._outside(name, named))}"
        return Statement(text if is_cut else text + limit(page, given), given)

    def _named(self) -> dict[str, str]:
        """The columns that come from names, and the table that gives each."""
        return {
            name: f"names_{number}"
            for number, each in enumerate(self.groupings)
            for name in each.named
        }

    def _joins(self, given: list[Any]) -> str:
        text = ""
        for number, each in enumerate(self.groupings):
            if each.names:
                given += each.names.arguments(arguments(self.report, self.values))
                table = f"names_{number}"
                pairs = [
                    f"{of(f'{KEY}{self.keys.index(name)}')} = {table}.{quoted(name)}"
                    for name in each.key
                ]
                text += f"\nLEFT JOIN (\n{each.names.text}\n) AS {table} ON {' AND '.join(pairs)}"
        return text

    def _in_groups(self, name: str) -> str:
        return of(name) if name in self.keys else quoted(name)

    def _outside(self, name: str, named: Mapping[str, str]) -> str:
        if name in named:
            return f"{named[name]}.{quoted(name)}"
        return of(f"{KEY}{self.keys.index(name)}" if name in self.keys else name)

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
        return self._source({*self.names, *linked, *measures} - set(self._named()) | {*self.keys})

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that name a group."""
        return unique(name for each in self.groupings for name in each.columns)

    @property
    def keys(self) -> tuple[str, ...]:
        """What tells a group from another."""
        return unique(name for each in self.groupings for name in each.keys)

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
            first, second = (in_units(self.report.column(name)) for name in column.ratio)
            return ratio_of(column, first, second)
        # What a group is called may depend on its key: any of its names will do.
        return in_units(column)

    def _measure(self, column: Column, source: Source) -> str:
        is_rolled = source.roll_up is not None
        if column.ratio:
            first, second = (
                aggregate(self.report.column(each), source.roll_up is not None)
                for each in column.ratio
            )
            return ratio_of(column, first, second)
        # With the type that the query gives: a total may have another.
        return aggregate(self.report.column(column.name), is_rolled)

    def _count(self, source: Source) -> str:
        if not self.groupings:
            rows = source.roll_up and source.roll_up.rows
            return f"COALESCE(SUM({of(rows)}), 0)" if rows else "COUNT(*)"
        # COUNT(DISTINCT ...) leaves NULL out, but it is a group as well.
        keys = ", ".join(f"COALESCE({of(name)}, '')" for name in self.keys)
        return f"COUNT(DISTINCT {keys})"

    def _order(self, sort: Sequence[str] | None, *, is_page: bool) -> str:
        return in_order(self._parts_of_order(sort, is_page=is_page), self._sorted_by)

    def _parts_of_order(
        self, sort: Sequence[str] | None, *, is_page: bool
    ) -> list[tuple[str, bool]]:
        """Columns and keys in the order by which rows are sorted, and whether each falls."""
        sort = list(self._usual_sort() if sort is None else sort)
        known = {each.name for each in self.columns}
        if unknown := [name for name in sort if name.removeprefix("-") not in known]:
            names = ", ".join(each.name for each in self.columns)
            text = f"There is no column {unknown[0]!r} here, only: {names}."
            raise refused_choice({"sort": [text]})
        if len(self.groupings) > 1:
            sort = self._in_levels(sort)
        parts = {name.removeprefix("-"): name.startswith("-") for name in sort}
        if is_page or self.groupings or not parts:
            # In the same direction as the last: then one index serves the whole order.
            falls = next(reversed(parts.values()), False)
            for name in self.keys if self.groupings else self.report.key:
                parts.setdefault(name, falls)
        return list(parts.items())

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
        """Rows are sorted by what the query gives, so that its indexes are of use, groups by what
        is shown of them."""
        shown = {each.name for each in self.columns if self.groupings or each.ratio}
        return quoted(name) if name in shown else of(name)
