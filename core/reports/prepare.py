"""From a request to a report as it is asked for: filters read, groupings found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.reports.definitions import Grouping, Report
from core.reports.refusals import refused_choice
from core.reports.select import AskedReport
from core.reports.values import Options, accept_all, read

MOST_LEVELS = 2


@dataclass(frozen=True)
class Asker:
    """Who asks: what may be seen, in which language, by which clocks."""

    user_id: int
    permissions: frozenset[str]
    time_zone: str
    language: str = "en"

    @property
    def built_in(self) -> dict[str, Any]:
        """What each query may name besides the filters of its report."""
        return {"time_zone": self.time_zone, "actor_id": self.user_id}

    def sees(self, report: Report) -> Report:
        """The report as this person sees it."""
        return report.in_language(self.language).shown_to(self.permissions)


def prepare(
    report: Report,
    asker: Asker,
    filters: Mapping[str, Any],
    group_by: str | None,
    options: Options = accept_all,
) -> AskedReport:
    """The report as it is asked for; Refused names filters and groupings that it does not have."""
    shown = asker.sees(report)
    values = read(shown, filters, asker.time_zone, options)
    return AskedReport(shown, _groupings(shown, group_by), {**values, **asker.built_in})


def ordered(sort: str | None) -> list[str] | None:
    """The columns of `-total,name`; None leaves the order to the report."""
    return sort.split(",") if sort else None


def _groupings(report: Report, group_by: str | None) -> tuple[Grouping, ...]:
    names = group_by.split(",") if group_by else []
    found = [report.grouping(name) for name in names]
    if len(set(names)) < len(names) or len(names) > MOST_LEVELS or None in found:
        known = ", ".join(each.name for each in report.groupings) or "nothing"
        raise refused_choice({"group_by": [f"Group by one or two of: {known}."]})
    return tuple(each for each in found if each is not None)
