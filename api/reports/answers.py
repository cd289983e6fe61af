"""Definitions and rows of reports as the API shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from core.reports.definitions import Broken, Column, Filter, Link, Report
from core.reports.page import Page, Previous, Wanted
from core.reports.select import AskedReport

CENT = Decimal("0.01")
NUMBERS = frozenset({"decimal", "percent"})
WHOLE = frozenset({"integer", "duration"})


def summary(entry: Report | Broken) -> dict[str, Any]:
    """A report in the list."""
    return {
        "id": entry.id,
        "title": entry.title,
        "description": entry.error.detail if isinstance(entry, Broken) else entry.description,
        "permission": entry.permission,
        "is_broken": isinstance(entry, Broken),
    }


def definition(
    report: Report,
    values: Mapping[str, Any],
    options: Mapping[str, list[dict[str, str]]],
    currency: str,
    time_zone: str,
) -> dict[str, Any]:
    """All that a page needs to draw filters, table, totals and chart."""
    return {
        **summary(report),
        "period": dict(zip(("from", "to"), report.period, strict=True)) if report.period else None,
        "filters": [
            _filter(each, values[each.name], options.get(each.name, [])) for each in report.filters
        ],
        "group_by": [
            {
                "name": each.name,
                "label": each.label,
                "columns": each.columns,
                "link": link(each.link),
            }
            for each in report.groupings
        ],
        "columns": [column(each) for each in report.columns],
        "sort": report.sort,
        "chart": report.chart,
        "formats": ["csv", "xlsx"],
        "currency": currency,
        "time_zone": time_zone,
    }


def _filter(each: Filter, value: Any, options: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "name": each.name,
        "label": each.label,
        "type": each.type,
        "required": each.required,
        "default": each.default,
        "value": value,
        "options": options,
        "has_lookup": each.has_lookup,
        "depends_on": each.depends_on,
    }


def column(found: Column, *, leads: bool = True) -> dict[str, Any]:
    """A column, with its link where rows hold what that needs."""
    return {
        "name": found.name,
        "label": found.label,
        "type": found.type,
        "total": found.total,
        "total_label": found.total_label,
        "hidden": found.hidden,
        "link": link(found.link) if leads else None,
    }


def link(found: Link | None) -> dict[str, Any] | None:
    """Where a row leads."""
    if found is None:
        return None
    return {
        "report": found.report,
        "filters": found.filters,
        "keep": found.keep,
        "group_by": found.group_by,
    }


def page(asked: AskedReport, wanted: Wanted, found: Page, currency: str) -> dict[str, Any]:
    """A page of a report; what was not asked for is not there."""
    shown = (*asked.columns, *asked.linked)
    answer: dict[str, Any] = {
        "columns": [
            column(each, leads=each.link is not None and asked.leads(each.link))
            for each in asked.columns
        ],
        "page": wanted.page,
        "page_size": wanted.page_size,
        "currency": currency,
        "filters": {each.name: asked.values[each.name] for each in asked.report.filters},
    }
    if found.items is not None:
        answer["items"] = records(shown, found.items)
    if found.totals is not None:
        answer["totals"] = record(asked.totals, found.totals)
    if found.total is not None:
        answer["total"] = found.total
    if found.subtotals is not None:
        level = asked.outer.columns
        answer["subtotals"] = records(level, found.subtotals)
    if wanted.compares:
        answer["previous"] = found.previous and _previous(asked, shown, found.previous)
    return answer


def _previous(asked: AskedReport, shown: Sequence[Column], found: Previous) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "from": found.start,
        "to": found.end,
        "items": [row and record(shown, row) for row in found.items],
    }
    if found.totals is not None:
        answer["totals"] = record(asked.totals, found.totals)
    return answer


def records(found: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows."""
    return [record(found, row) for row in rows]


def record(found: Sequence[Column], row: Mapping[str, Any]) -> dict[str, Any]:
    """A row, or the totals."""
    return {each.name: value(each.type, row[each.name]) for each in found}


def value(kind: str, raw: Any) -> Any:
    """A value as API.md wants it: money as text with two decimals, times in UTC."""
    if raw is None:
        return None
    if kind == "money":
        return str(Decimal(raw).quantize(CENT, ROUND_HALF_UP))
    if kind in WHOLE:
        return int(raw)
    if kind in NUMBERS:
        return float(raw)
    if isinstance(raw, datetime | date):
        return raw
    return raw.decode(errors="replace") if isinstance(raw, bytes | bytearray) else str(raw)
