"""From a request to a report as it is asked for: filters read, grouping found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.reports.definitions import Filter, Report
from core.reports.refusals import refused_choice
from core.reports.select import AskedReport
from core.reports.values import Options, read


def prepare(
    report: Report,
    filters: Mapping[str, Any],
    group_by: str | None,
    time_zone: str,
    options: Options,
) -> AskedReport:
    """The report as it is asked for; Refused names filters and groupings that it does not have."""
    grouping = report.grouping(group_by) if group_by else None
    if group_by and grouping is None:
        names = ", ".join(each.name for each in report.groupings) or "nothing"
        raise refused_choice({"group_by": [f"Group by: {names}."]})
    values = read(report, filters, time_zone, options)
    return AskedReport(report, grouping, {**values, "time_zone": time_zone})


def accept_all(each: Filter, value: str) -> bool:
    """For choices that were checked when the file was asked for."""
    return True
