"""Words for days mean what a person means by them."""

from __future__ import annotations

from datetime import date

import pytest

from core.reports.relative import is_day, stretch

FRIDAY = date(2026, 8, 14)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("today", "2026-08-14", "2026-08-14"),
        ("yesterday", "2026-08-13", "2026-08-13"),
        ("-30d", "2026-07-15", "2026-07-15"),
        ("+7d", "2026-08-21", "2026-08-21"),
        ("this_week", "2026-08-10", "2026-08-16"),
        ("last_week", "2026-08-03", "2026-08-09"),
        ("this_month", "2026-08-01", "2026-08-31"),
        ("last_month", "2026-07-01", "2026-07-31"),
        ("this_quarter", "2026-07-01", "2026-09-30"),
        ("last_quarter", "2026-04-01", "2026-06-30"),
        ("this_year", "2026-01-01", "2026-12-31"),
        ("last_year", "2025-01-01", "2025-12-31"),
        ("2026-02-28", "2026-02-28", "2026-02-28"),
    ],
)
def test_words(text: str, first: str, last: str) -> None:
    found = stretch(text, FRIDAY)
    assert found is not None
    assert [each.isoformat() for each in found] == [first, last]


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 1, 1), date(2026, 12, 31)])
@pytest.mark.parametrize("length", ["week", "month", "quarter", "year"])
def test_the_last_one_ends_where_this_one_begins(length: str, day: date) -> None:
    before, now = stretch(f"last_{length}", day), stretch(f"this_{length}", day)
    assert before is not None and now is not None
    assert (now[0] - before[1]).days == 1
    assert now[0] <= day <= now[1]


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "-d", "30d", "2026-02-30", "20260101", "-99999999d", "٣", "today "]
)
def test_no_words(text: str) -> None:
    assert stretch(text, FRIDAY) is None
    assert not is_day(text)
