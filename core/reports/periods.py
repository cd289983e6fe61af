"""The stretch of time before the one that is asked for, and what lay where in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from core.reports.definitions import Report
from core.reports.relative import shifted
from core.reports.values import FIRST_DAY, moment_of_day

MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
YEAR = 12


@dataclass(frozen=True)
class Shift:
    """How far the time before lies back: whole months, or else days."""

    days: int = 0
    months: int = 0

    @classmethod
    def of(cls, first: date, last: date) -> Self:
        """Whole months are compared with the months before, other stretches with as many days."""
        after = last + timedelta(days=1)
        if first.day == after.day == 1:
            return cls(months=(after.year - first.year) * YEAR + after.month - first.month)
        return cls(days=(after - first).days)

    def day(self, day: date) -> date | None:
        """The day that lies so far back; None where the month has no such day."""
        try:
            if self.months:
                return shifted(day, -self.months).replace(day=day.day)
            return day - timedelta(days=self.days)
        except (ValueError, OverflowError):
            return None

    def name(self, time: str, value: Any) -> Any:
        """What the predecessor of a group is called; None where there is none."""
        if time == "day" and isinstance(value, date):
            return self.day(value)
        if time == "month" and self.months and (match := MONTH.fullmatch(str(value))):
            first = self.day(date(int(match[1]), int(match[2]), 1))
            return first and f"{first:%Y-%m}"
        if time == "year" and self.months and self.months % YEAR == 0 and value is not None:
            return int(value) - self.months // YEAR
        return None


def before(
    report: Report, values: Mapping[str, Any], time_zone: str
) -> tuple[dict[str, Any], Shift] | None:
    """The values for the time before, and how far it lies back; None where that is too far."""
    if report.period is None:
        return None
    start, end = report.period
    first = _day(values[start], time_zone)
    last = _day(values[end], time_zone)
    shift = Shift.of(first, last)
    earlier = shift.day(first)
    if earlier is None or earlier < FIRST_DAY:
        return None
    days = (earlier, first - timedelta(days=1))
    if "T" in values[start]:
        texts = [moment_of_day(day, time_zone, day is days[1]) for day in days]
    else:
        texts = [day.isoformat() for day in days]
    return {**values, start: texts[0], end: texts[1]}, shift


def _day(value: str, time_zone: str) -> date:
    if "T" not in value:
        return date.fromisoformat(value)
    moment = datetime.fromisoformat(value).astimezone(UTC)
    return moment.astimezone(ZoneInfo(time_zone)).date()
