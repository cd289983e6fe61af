"""The time before: as long, and whole months for whole months."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from core.reports.periods import Shift, before
from core.reports.prepare import Asker, prepare
from tests.core.reports.made import PERIOD, report
from tests.support.reports import ReportFiles

ZONE = "Europe/Sofia"


@pytest.mark.parametrize(
    ("first", "last", "start", "end"),
    [
        ("2026-05-01", "2026-05-31", "2026-04-01", "2026-04-30"),
        ("2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28"),
        ("2026-01-01", "2026-12-31", "2025-01-01", "2025-12-31"),
        ("2026-04-01", "2026-06-30", "2026-01-01", "2026-03-31"),
        ("2026-05-02", "2026-05-31", "2026-04-02", "2026-05-01"),
        ("2026-05-14", "2026-05-14", "2026-05-13", "2026-05-13"),
    ],
)
def test_the_time_before(files: ReportFiles, first: str, last: str, start: str, end: str) -> None:
    chosen = {"from": first, "to": last}
    asked = prepare(report(files, **PERIOD), Asker(1, frozenset(), ZONE), chosen, None)
    found = before(asked.report, asked.values, ZONE)
    assert found is not None
    assert (found[0]["from"], found[0]["to"]) == (start, end)


def test_there_is_nothing_before_the_calendar(files: ReportFiles) -> None:
    chosen = {"from": "1900-01-01", "to": "2026-01-01"}
    asked = prepare(report(files, **PERIOD), Asker(1, frozenset(), ZONE), chosen, None)
    assert before(asked.report, asked.values, ZONE) is None


@pytest.mark.parametrize(
    ("shift", "time", "value", "found"),
    [
        (Shift(days=7), "day", date(2026, 1, 3), date(2025, 12, 27)),
        (Shift(months=1), "day", date(2026, 3, 31), None),
        (Shift(months=1), "day", date(2026, 3, 30), None),
        (Shift(months=1), "day", date(2026, 3, 28), date(2026, 2, 28)),
        (Shift(months=3), "month", "2026-01", "2025-10"),
        (Shift(days=30), "month", "2026-01", None),
        (Shift(months=12), "year", 2026, 2025),
        (Shift(months=6), "year", 2026, None),
        (Shift(months=1), "month", None, None),
    ],
)
def test_predecessors(shift: Shift, time: str, value: Any, found: Any) -> None:
    assert shift.name(time, value) == found
