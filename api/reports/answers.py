"""Definitions and rows of reports as the API shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from core.reports.definitions import Broken, Column, Report
from core.reports.library import Entry
from core.reports.values import default

CENT = Decimal("0.01")


def summary(entry: Entry) -> dict[str, Any]:
    """A report in the list."""
    return {
        "id": entry.id,
        "title": entry.title,
        "description": entry.error.detail if isinstance(entry, Broken) else entry.description,
        "permission": entry.permission,
        "is_broken": isinstance(entry, Broken),
    }


def definition(
    report: Report, day: date, options: Mapping[str, list[dict[str, str]]]
) -> dict[str, Any]:
    """All that a page needs to draw filters, table, totals and chart."""
    return {
        **summary(report),
        "filters": [
            {
                "name": each.name,
                "label": each.label,
                "type": each.type,
                "required": each.required,
                "default": default(each, day),
                "options": options.get(each.name, []),
            }
            for each in report.filters
        ],
        "group_by": [
            {"name": each.name, "label": each.label, "columns": each.columns}
            for each in report.groupings
        ],
        "columns": columns(report.columns),
        "sort": report.sort,
        "chart": report.chart,
        "formats": ["csv", "xlsx"],
    }


def columns(found: Sequence[Column]) -> list[dict[str, Any]]:
    """The columns of an answer."""
    return [
        {"name": each.name, "label": each.label, "type": each.type, "total": each.total}
        for each in found
    ]


def record(found: Sequence[Column], row: Mapping[str, Any]) -> dict[str, Any]:
    """A row, or the totals."""
    return {each.name: value(each.type, row[each.name]) for each in found}


def value(kind: str, raw: Any) -> Any:
    """A value as API.md wants it: money as text with two decimals, times in UTC."""
    if raw is None:
        return None
    if kind == "money":
        return str(Decimal(raw).quantize(CENT, ROUND_HALF_UP))
    if kind == "integer":
        return int(raw)
    if kind == "number":
        return float(raw)
    if isinstance(raw, datetime | date):
        return raw
    return raw.decode(errors="replace") if isinstance(raw, bytes | bytearray) else str(raw)
