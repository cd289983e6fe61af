"""Parts of the SELECTs around a query: names in quotes, aggregates, ratios, orders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.reports.definitions import Column

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
class Only:
    """The groups that are wanted: those with one of these keys."""

    names: Sequence[str]
    keys: Sequence[Sequence[Any]]


def quoted(name: str) -> str:
    """A name of a definition, whatever words a server has reserved."""
    if not NAME.fullmatch(name):
        raise ValueError(f"This is no name: {name!r}")
    return f"`{name}`"


def of(name: str) -> str:
    """A column of what is wrapped."""
    return f"report.{quoted(name)}"


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """Names, each once."""
    return tuple(dict.fromkeys(names))


def in_units(column: Column) -> str:
    """A column in the units that are shown."""
    return f"{of(column.name)} * 0.01" if column.cents else of(column.name)


def aggregate(column: Column, is_rolled: bool) -> str:
    """What many rows of a column become; a roll-up gives sums and counts already."""
    assert column.total is not None
    total = "sum" if is_rolled else column.total
    expression = AGGREGATES[total].format(of(column.name))
    if column.cents and column.total not in ("count", "count_distinct"):
        expression += " * 0.01"
    return rounded(column, expression) if total == "avg" else expression


def ratio_of(column: Column, first: str, second: str) -> str:
    """The first by the second."""
    times = "100 * " if column.type == "percent" else ""
    return rounded(column, f"{times}({first}) / NULLIF({second}, 0)")


def rounded(column: Column, expression: str) -> str:
    """A ratio or an average as exact as its type."""
    return f"ROUND({expression}, {DECIMALS.get(column.type, OTHER_DECIMALS)})"


def in_order(parts: Iterable[tuple[str, bool]], place: Callable[[str], str]) -> str:
    """An ORDER BY; `place` says where each column stands."""
    return ", ".join(f"{place(name)} DESC" if falls else place(name) for name, falls in parts)


def limit(page: tuple[int, int] | None, given: list[Any]) -> str:
    """The LIMIT of a page."""
    if page is None:
        return ""
    given += page
    return "\nLIMIT %s OFFSET %s"


def any_of(only: Only, given: list[Any]) -> str:
    """The condition that rows belong to one of some groups."""
    if not only.keys:
        return "FALSE"
    one = " AND ".join(f"{of(name)} <=> %s" for name in only.names)
    for key in only.keys:
        given += key
    return " OR ".join([f"({one})"] * len(only.keys))


def totalled(column: Column) -> Column:
    """A column as groups show it."""
    kind = column.type
    if column.total in ("count", "count_distinct"):
        kind = "integer"
    elif column.total == "avg" and kind == "integer":
        kind = "decimal"
    return replace(column, type=kind, label=column.total_label or column.label, cents=False)
