"""The SELECTs that are wrapped around a report's query: rows, groups and totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.reports.definitions import Column, Grouping, Report
from core.reports.refusals import refused_choice

AGGREGATES = {
    "sum": "SUM({})",
    "count": "COUNT({})",
    "count_distinct": "COUNT(DISTINCT {})",
    "min": "MIN({})",
    "max": "MAX({})",
    "average": "AVG({})",
}
# Names of our own, which no column can have: theirs begin with a letter.
ROW_COUNT = "_rows"


@dataclass(frozen=True)
class Statement:
    """SQL with `%s`, and the values for it."""

    text: str
    arguments: list[Any]


@dataclass(frozen=True)
class AskedReport:
    """A report as somebody asks for it: under one grouping, with one choice of filters."""

    report: Report
    grouping: Grouping | None
    values: Mapping[str, Any]

    @property
    def columns(self) -> tuple[Column, ...]:
        """What the rows hold: all columns, or those that name a group and those with a total."""
        if self.grouping is None:
            return self.report.columns
        named = {each.name: each for each in self.report.columns}
        return (
            *(named[name] for name in self.grouping.columns),
            *(_totalled(each) for each in self.report.columns if each.total),
        )

    @property
    def totals(self) -> tuple[Column, ...]:
        """The columns that have a total."""
        return tuple(_totalled(each) for each in self.report.columns if each.total)

    def rows(
        self,
        sort: Sequence[str] | None = None,
        page: tuple[int, int] | None = None,
        *,
        local_times: bool = False,
    ) -> Statement:
        """All rows, or one page (limit, offset); times in UTC, or as the clocks of the shop."""
        arguments: list[Any] = []
        parts = []
        for each in self.columns:
            expression = self._expression(each)
            if local_times and each.type == "datetime":
                expression = f"CONVERT_TZ({expression}, 'UTC', %s)"
                arguments.append(self.values["time_zone"])
            parts.append(f"{expression} AS {quoted(each.name)}")
        text = f"SELECT\n{', '.join(parts)}\n{self._from()}"
        if self.grouping:
            text += f"\nGROUP BY {', '.join(map(_of_report, self._group_key()))}"
        text += f"\nORDER BY {self._order(sort, is_page=page is not None)}"
        arguments += self.report.query.arguments(self.values)
        if page:
            text += "\nLIMIT %s OFFSET %s"
            arguments += page
        return Statement(text, arguments)

    def summary(self) -> Statement:
        """One row: how many rows there are, and the totals over all of them."""
        parts = [f"{self._count()} AS {quoted(ROW_COUNT)}"]
        parts += [
            f"{_aggregate(each)} AS {quoted(each.name)}"
            for each in self.report.columns
            if each.total
        ]
        return Statement(
            f"SELECT\n{', '.join(parts)}\n{self._from()}",
            self.report.query.arguments(self.values),
        )

    def count(self) -> Statement:
        """One row: how many rows there are."""
        return Statement(
            f"SELECT\n{self._count()} AS {quoted(ROW_COUNT)}\n{self._from()}",
            self.report.query.arguments(self.values),
        )

    def _from(self) -> str:
        return f"FROM (\n{self.report.query.text}\n) AS report"

    def _expression(self, column: Column) -> str:
        if self.grouping is None:
            return quoted(column.name)
        if column.name in self.grouping.columns:
            # Names may depend on the key of the group: any of them will do.
            name = quoted(column.name)
            return f"MAX({name})" if self.grouping.key else name
        return _aggregate(column)

    def _group_key(self) -> tuple[str, ...]:
        assert self.grouping is not None
        return self.grouping.key or self.grouping.columns

    def _count(self) -> str:
        if self.grouping is None:
            return "COUNT(*)"
        # COUNT(DISTINCT ...) leaves NULL out, but it is a group as well.
        key = ", ".join(f"COALESCE({quoted(name)}, '')" for name in self._group_key())
        return f"COUNT(DISTINCT {key})"

    def _order(self, sort: Sequence[str] | None, *, is_page: bool) -> str:
        if sort is None:
            sort = self.grouping.columns if self.grouping else self.report.sort
        known = {each.name for each in self.columns}
        if unknown := [name for name in sort if name.removeprefix("-") not in known]:
            names = ", ".join(each.name for each in self.columns)
            raise refused_choice(
                {"sort": [f"There is no column {unknown[0]!r} here, only: {names}."]}
            )
        # Rows are sorted by what the query gives, so that its indexes are of use, groups by
        # what is shown of them.
        named = quoted if self.grouping else _of_report
        ordered = [
            f"{named(name.removeprefix('-'))}{' DESC' if name.startswith('-') else ''}"
            for name in sort
        ]
        if is_page or not ordered:
            ordered += map(_of_report, self._group_key() if self.grouping else self.report.key)
        return ", ".join(ordered)


def quoted(name: str) -> str:
    """A name of a definition, whatever words a server has reserved."""
    return f"`{name}`"


def _of_report(name: str) -> str:
    return f"report.{quoted(name)}"


def _aggregate(column: Column) -> str:
    assert column.total is not None
    expression = AGGREGATES[column.total].format(quoted(column.name))
    return f"ROUND({expression}, 2)" if _is_average_of_money(column) else expression


def _is_average_of_money(column: Column) -> bool:
    return column.total == "average" and column.type == "money"


def _totalled(column: Column) -> Column:
    kind = column.type
    if column.total in ("count", "count_distinct"):
        kind = "integer"
    elif column.total == "average" and kind == "integer":
        kind = "number"
    return replace(column, type=kind, label=column.total_label or column.label)
