"""What a report is: its definition in reports.json and its query in sql/reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.reports.sql import Query

# What the address of a report's rows says besides its filters.
RESERVED = frozenset({"group_by", "sort", "page", "page_size"})
BUILT_IN = frozenset({"time_zone"})


class ReportError(Exception):
    """A report that cannot be used, and where the mistake is."""

    def __init__(self, detail: str, file: Path, line: int = 0) -> None:
        self.detail = detail
        self.file = file
        self.line = line
        place = f"{file}:{line}" if line else str(file)
        super().__init__(f"{place}: {detail}")


@dataclass(frozen=True)
class Filter:
    """Something that may be chosen; the query reads it as `:name`."""

    name: str
    label: str
    type: str
    required: bool = False
    default: str | int | bool | None = None
    options: tuple[Mapping[str, str], ...] = ()
    options_sql: str | None = None


@dataclass(frozen=True)
class Column:
    """A column of the answer; `total` says how many rows become one."""

    name: str
    label: str
    type: str
    total: str | None = None
    total_label: str | None = None


@dataclass(frozen=True)
class Grouping:
    """A way to group rows: the columns that name a group, and those that tell groups apart."""

    name: str
    label: str
    columns: tuple[str, ...]
    key: tuple[str, ...] = ()


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
    options: Mapping[str, Query]

    def grouping(self, name: str) -> Grouping | None:
        """The grouping of this name."""
        return next((each for each in self.groupings if each.name == name), None)


@dataclass(frozen=True)
class Broken:
    """A report that says what is wrong with it, and keeps its title and its permission."""

    id: str
    title: str
    permission: str
    error: ReportError


def build(raw: Mapping[str, Any], file: Path, sql_dir: Path) -> Report:
    """A report of a definition that keeps the schema; mistakes between its parts are found."""
    filters = tuple(_filter(each) for each in raw.get("filters", ()))
    groupings = tuple(
        Grouping(each["name"], each["label"], tuple(each["columns"]), tuple(each.get("key", ())))
        for each in raw.get("group_by", ())
    )
    names = frozenset(each.name for each in filters) | BUILT_IN
    report = Report(
        id=raw["id"],
        title=raw["title"],
        description=raw["description"],
        permission=raw["permission"],
        key=tuple(raw["key"]),
        sort=tuple(raw.get("sort", ())),
        filters=filters,
        groupings=groupings,
        columns=tuple(Column(**each) for each in raw["columns"]),
        chart=raw.get("chart"),
        query=_query(sql_dir / f"{raw['id']}.sql", names),
        options={
            each.options_sql: _query(sql_dir / "options" / f"{each.options_sql}.sql", BUILT_IN)
            for each in filters
            if each.options_sql
        },
    )
    if mistake := _mistake(report):
        raise ReportError(mistake, file)
    return report


def _filter(raw: Mapping[str, Any]) -> Filter:
    return Filter(**{**raw, "options": tuple(raw.get("options", ()))})


def _query(path: Path, names: frozenset[str]) -> Query:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ReportError(f"the query cannot be read ({error.strerror})", path) from error
    except UnicodeDecodeError as error:
        raise ReportError("the query is not UTF-8", path) from error
    try:
        return Query.parse(text, names, path)
    except ValueError as error:
        line, detail = error.args
        raise ReportError(detail, path, line) from error


def _mistake(report: Report) -> str | None:
    columns = {each.name: each for each in report.columns}
    for kind, named in (
        ("filters", [each.name for each in report.filters]),
        ("group_by", [each.name for each in report.groupings]),
        ("columns", [each.name for each in report.columns]),
    ):
        if twice := sorted({name for name in named if named.count(name) > 1}):
            return f"{kind}: {', '.join(twice)} is there twice"
    for each in report.filters:
        if each.name in RESERVED | BUILT_IN:
            return f"filters: the name {each.name!r} is taken"
        if each.required and each.default is None:
            return f"filters: {each.name} is required, so it needs a default"
    for name in report.sort:
        if name.lstrip("-") not in columns:
            return f"sort: there is no column {name.lstrip('-')!r}"
    for grouping in report.groupings:
        for name in grouping.columns:
            if name not in columns:
                return f"group_by: {grouping.name} names no column: {name!r}"
            if columns[name].total:
                return f"group_by: {grouping.name} cannot group by {name!r}, which has a total"
    return _chart_mistake(report, columns)


def _chart_mistake(report: Report, columns: Mapping[str, Column]) -> str | None:
    if not report.chart:
        return None
    if not report.grouping(report.chart["x"]):
        return f"chart: x names no grouping: {report.chart['x']!r}"
    for name in report.chart["y"]:
        if name not in columns or not columns[name].total:
            return f"chart: y names no column with a total: {name!r}"
    return None
