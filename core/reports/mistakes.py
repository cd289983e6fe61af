"""Mistakes between the parts of a definition, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from core.reports.definitions import ADDITIVE, BUILT_IN, SOUGHT, Filter, Link, Report
from core.reports.relative import is_day

# What the address of a report's rows says besides its filters.
RESERVED = frozenset({"group_by", "sort", "page", "page_size", "parts", "compare", SOUGHT})
DATES = frozenset({"date", "datetime"})
Path = tuple[str | int, ...]
Mistakes = Iterator[tuple[Path, str]]


class MistakeError(Exception):
    """A mistake in a definition, and the path to it."""

    def __init__(self, path: Path, detail: str) -> None:
        self.path = path
        self.detail = detail
        super().__init__(detail)


def first_mistake(report: Report) -> None:
    """Raise the first mistake, if there is one."""
    for find in (_twice, _filters, _period, _columns, _groupings, _roll_ups, _chart):
        for path, detail in find(report):
            raise MistakeError(path, f"{path[0]}: {detail}")


def _twice(report: Report) -> Mistakes:
    for kind, named in (
        ("filters", [each.name for each in report.filters]),
        ("group_by", [each.name for each in report.groupings]),
        ("columns", [each.name for each in report.columns]),
    ):
        for place, name in enumerate(named):
            if name in named[:place]:
                yield (kind, place), f"{name} is there twice"


def _filters(report: Report) -> Mistakes:
    names = {each.name for each in report.filters}
    for place, each in enumerate(report.filters):
        path = ("filters", place)
        if each.name in RESERVED | BUILT_IN:
            yield (*path, "name"), f"the name {each.name!r} is taken"
        if each.required and each.default is None:
            yield path, f"{each.name} is required, so it needs a default"
        if each.type in DATES and not (each.default is None or is_day(each.default)):
            yield (*path, "default"), f"{each.name} has a default that is no date"
        for other in each.depends_on:
            if other not in names - {each.name}:
                yield (*path, "depends_on"), f"{each.name} depends on no other filter: {other!r}"
        if each.depends_on and not (each.options_sql or each.has_lookup):
            yield (*path, "depends_on"), f"{each.name} asks for no options"


def _period(report: Report) -> Mistakes:
    bounds = [report.filter(name) for name in report.period or ()]
    for side, each in zip(("from", "to"), bounds, strict=False):
        if each is None or each.type not in DATES or not each.required:
            yield ("period", side), f"{side} names no required filter that is a date or datetime"
    kinds = {each.type for each in bounds if isinstance(each, Filter)}
    if len(kinds) > 1:
        yield ("period",), "from and to must be of one type"


def _columns(report: Report) -> Mistakes:
    columns = {each.name: each for each in report.columns}
    for name in report.sort:
        if name.removeprefix("-") not in columns:
            yield ("sort",), f"there is no column {name.removeprefix('-')!r}"
    for place, each in enumerate(report.columns):
        path = ("columns", place)
        for part in each.ratio or ():
            if part not in columns or not columns[part].total:
                yield (*path, "ratio"), f"{each.name} names no column with a total: {part!r}"
        if each.cents and each.type != "money":
            yield (*path, "cents"), f"{each.name} is no money"
        yield from _link(report, each.link, path)


def _link(report: Report, link: Link | None, path: Path) -> Mistakes:
    if link is None:
        return
    names = {each.name for each in report.columns}
    for name in link.filters.values():
        if name not in names:
            yield (*path, "link"), f"the link names no column: {name!r}"
    for name in link.keep:
        if not report.filter(name):
            yield (*path, "link"), f"the link keeps no filter: {name!r}"
    if link.report == report.id:
        for name in link.filters:
            if not report.filter(name):
                yield (*path, "link"), f"the link names no filter: {name!r}"


def _groupings(report: Report) -> Mistakes:
    columns = {each.name: each for each in report.columns}
    for place, grouping in enumerate(report.groupings):
        path = ("group_by", place)
        for name in grouping.columns:
            if name not in columns:
                yield (*path, "columns"), f"{grouping.name} names no column: {name!r}"
            elif columns[name].is_measure:
                detail = f"{grouping.name} cannot group by {name!r}, which has a total"
                yield (*path, "columns"), detail
        for name in grouping.without:
            if name not in columns or not columns[name].is_measure:
                yield (*path, "without"), f"{grouping.name} names no column with a total: {name!r}"
        shown = {*grouping.columns, *(each.name for each in report.columns if each.is_measure)}
        for name in grouping.sort:
            if name.removeprefix("-") not in shown - grouping.without:
                yield (*path, "sort"), f"{grouping.name} does not show {name!r}"
        if grouping.names and not grouping.key:
            yield (*path, "names"), f"{grouping.name} has names but no key to find them by"
        if grouping.time and len(grouping.columns) > 1:
            yield (*path, "time"), f"{grouping.name} is named by more than a time"
        yield from _link(report, grouping.link, path)


def _roll_ups(report: Report) -> Mistakes:
    totals = {each.name: each.total for each in report.columns if each.is_measure}
    for place, each in enumerate(report.roll_ups):
        for name in sorted(each.columns & set(totals)):
            if totals[name] not in ADDITIVE:
                detail = f"{name!r} does not add up, so no roll-up can hold it"
                yield ("rollups", place, "columns"), detail


def _chart(report: Report) -> Mistakes:
    chart = report.chart
    if not chart:
        return
    shown = {each.name for each in report.columns if each.is_measure}
    for axis in ("x", "series"):
        if axis in chart and not report.grouping(chart[axis]):
            yield ("chart", axis), f"{axis} names no grouping: {chart[axis]!r}"
    for name in chart["y"]:
        if name not in shown:
            yield ("chart", "y"), f"y names no column with a total: {name!r}"
