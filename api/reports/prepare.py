"""From a request to a view of a report: filters read, grouping found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.reports.definitions import Filter, Report
from api.reports.refusals import invalid
from api.reports.select import View
from api.reports.values import Options, read


def prepare(
    report: Report,
    filters: Mapping[str, Any],
    group_by: str | None,
    time_zone: str,
    options: Options,
) -> View:
    """A view; Refused names filters and groupings that the report does not have."""
    grouping = report.grouping(group_by) if group_by else None
    if group_by and grouping is None:
        names = ", ".join(each.name for each in report.groupings) or "nothing"
        raise invalid({"group_by": [f"Group by: {names}."]})
    values = read(report, filters, time_zone, options)
    return View(report, grouping, {**values, "time_zone": time_zone})


def accept_all(each: Filter, value: str) -> bool:
    """For choices that were checked when the file was asked for."""
    return True
