"""What a report is: its definition in reports.json and its query in sql/reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from core.reports.sql import Query

LANGUAGES = ("en", "bg")
# What every query may read besides the filters.
BUILT_IN = frozenset({"time_zone", "actor_id"})
CHOICES = frozenset({"choice", "choices"})
LOOKUPS = frozenset({"product", "category", "user"})
# What somebody types to find something, in the queries of look-ups.
SOUGHT = "q"
# Totals of parts add up to the total of the whole.
ADDITIVE = frozenset({"sum", "count"})


class ReportError(Exception):
    """A report that cannot be used, and where the mistake is."""

    def __init__(self, detail: str, file: Path, line: int = 0) -> None:
        self.detail = detail
        self.file = file
        self.line = line
        place = f"{file}:{line}" if line else str(file)
        super().__init__(f"{place}: {detail}")


@dataclass(frozen=True)
class Link:
    """Where a row leads: a report, its filters by columns of the row, filters that stay."""

    report: str
    filters: Mapping[str, str]
    keep: tuple[str, ...] = ()
    group_by: str | None = None


@dataclass(frozen=True)
class Filter:
    """Something that may be chosen; the query reads it as `:name`."""

    name: str
    label: str
    type: str
    required: bool = False
    default: Any = None
    options: tuple[Mapping[str, str], ...] = ()
    options_sql: str | None = None
    depends_on: tuple[str, ...] = ()

    @property
    def has_lookup(self) -> bool:
        """Whether its values are found by text."""
        return self.type in LOOKUPS


@dataclass(frozen=True)
class Column:
    """A column of the answer; `total` says how many rows become one."""

    name: str
    label: str
    type: str
    total: str | None = None
    total_label: str | None = None
    ratio: tuple[str, str] | None = None
    cents: bool = False
    hidden: bool = False
    permission: str | None = None
    link: Link | None = None

    @property
    def is_measure(self) -> bool:
        """Whether groups and the whole have it."""
        return self.total is not None or self.ratio is not None


@dataclass(frozen=True)
class Grouping:
    """A way to group rows: the columns that name a group, and those that tell groups apart."""

    name: str
    label: str
    columns: tuple[str, ...]
    key: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()
    time: str | None = None
    link: Link | None = None
    # What gives the columns, by the key, once the groups are made.
    names: Query | None = None

    @property
    def named(self) -> frozenset[str]:
        """The columns that its names give."""
        if self.names is None:
            return frozenset()
        linked = self.link.filters.values() if self.link else ()
        return frozenset((*self.columns, *linked)) - set(self.key)

    @property
    def keys(self) -> tuple[str, ...]:
        """What one group is told from another by."""
        return self.key or self.columns


@dataclass(frozen=True)
class RollUp:
    """Sums that stand for the query; `rows` says for how many rows of the report each stands."""

    query: Query
    columns: frozenset[str]
    rows: str | None = None


@dataclass(frozen=True)
class Report:
    """One report, ready to be asked."""

    id: str
    title: str
    description: str
    permission: str
    key: tuple[str, ...]
    sort: tuple[str, ...]
    filters: tuple[Filter, ...]
    groupings: tuple[Grouping, ...]
    columns: tuple[Column, ...]
    chart: Mapping[str, Any] | None
    query: Query
    # Of each filter whose choices are asked for.
    options: Mapping[str, Query]
    period: tuple[str, str] | None = None
    roll_ups: tuple[RollUp, ...] = ()
    cache_seconds: int = 0
    row_limit: int | None = None
    seconds: int | None = None
    # The same report in the other languages.
    spoken: Mapping[str, Report] = field(default_factory=dict, compare=False)

    def grouping(self, name: str) -> Grouping | None:
        """The grouping of this name."""
        return next((each for each in self.groupings if each.name == name), None)

    def filter(self, name: str) -> Filter | None:
        """The filter of this name."""
        return next((each for each in self.filters if each.name == name), None)

    def column(self, name: str) -> Column:
        """The column of this name, which is known to be there."""
        return next(each for each in self.columns if each.name == name)

    @property
    def permissions(self) -> tuple[str, ...]:
        """Its own permission and those of its columns."""
        of_columns = {each.permission for each in self.columns if each.permission}
        return (self.permission, *sorted(of_columns - {self.permission}))

    def in_language(self, language: str) -> Report:
        """The report in a language, in English where it does not speak it."""
        return self.spoken.get(language, self)

    def shown_to(self, permissions: Iterable[str]) -> Report:
        """The report without the columns that take other permissions, and what needs them."""
        held = set(permissions)
        guarded = {each.name: each.permission for each in self.columns if each.permission}
        lost = {name for name, permission in guarded.items() if permission not in held}
        if not lost:
            return self
        lost |= {each.name for each in self.columns if each.ratio and lost & set(each.ratio)}
        kept = [each for each in self.groupings if not lost & {*each.columns, *each.keys}]
        return replace(
            self,
            sort=_kept_sort(self.sort, lost),
            groupings=tuple(
                replace(each, sort=_kept_sort(each.sort, lost), link=_kept_link(each.link, lost))
                for each in kept
            ),
            columns=tuple(
                replace(each, link=_kept_link(each.link, lost))
                for each in self.columns
                if each.name not in lost
            ),
            chart=_kept_chart(self.chart, lost, {each.name for each in kept}),
        )


def _kept_sort(sort: tuple[str, ...], lost: set[str]) -> tuple[str, ...]:
    return tuple(name for name in sort if name.removeprefix("-") not in lost)


def _kept_link(link: Link | None, lost: set[str]) -> Link | None:
    return None if link and lost & set(link.filters.values()) else link


def _kept_chart(
    chart: Mapping[str, Any] | None, lost: set[str], groupings: set[str]
) -> Mapping[str, Any] | None:
    if chart is None or not {chart["x"], chart.get("series", chart["x"])} <= groupings:
        return None
    shown = [name for name in chart["y"] if name not in lost]
    return {**chart, "y": shown} if shown else None


@dataclass(frozen=True)
class Broken:
    """A report that says what is wrong with it, and keeps its title and its permission."""

    id: str
    title: str
    permission: str
    error: ReportError

    @property
    def permissions(self) -> tuple[str, ...]:
        """Its own permission."""
        return (self.permission,)
