"""Days that are told by words: each stretch of time has a first and a last day."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

DAYS = re.compile(r"([+-]\d{1,5})d", re.ASCII)
ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
Stretch = tuple[date, date]


def shifted(day: date, months: int) -> date:
    """The first day of the month that lies so many months from a day's own."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _days(day: date, offset: int, length: int = 1) -> Stretch:
    first = day + timedelta(days=offset)
    return first, first + timedelta(days=length - 1)


def _week(day: date, offset: int) -> Stretch:
    return _days(day, 7 * offset - day.weekday(), 7)


def _months(day: date, offset: int, length: int = 1) -> Stretch:
    into = (day.month - 1) % length
    first = shifted(day, offset * length - into)
    return first, shifted(first, length) - timedelta(days=1)


WORDS: Mapping[str, Callable[[date], Stretch]] = {
    "today": lambda day: _days(day, 0),
    "yesterday": lambda day: _days(day, -1),
    "this_week": lambda day: _week(day, 0),
    "last_week": lambda day: _week(day, -1),
    "this_month": lambda day: _months(day, 0),
    "last_month": lambda day: _months(day, -1),
    "this_quarter": lambda day: _months(day, 0, 3),
    "last_quarter": lambda day: _months(day, -1, 3),
    "this_year": lambda day: _months(day, 0, 12),
    "last_year": lambda day: _months(day, -1, 12),
}


def stretch(text: str, day: date) -> Stretch | None:
    """What a word or an ISO date means on a day; None if it means nothing."""
    if word := WORDS.get(text):
        return word(day)
    try:
        if match := DAYS.fullmatch(text):
            return _days(day, int(match[1]))
        if ISO.fullmatch(text):
            return (date.fromisoformat(text),) * 2
    except (ValueError, OverflowError):
        pass
    return None


def is_day(value: Any) -> bool:
    """Whether a value is a date, or a word for one."""
    return isinstance(value, str) and stretch(value, date(2000, 2, 29)) is not None
