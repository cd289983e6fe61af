"""From what a client chose to the values that a query is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from core.reports.definitions import Filter, Report
from core.reports.refusals import refused_choice

LONGEST_TEXT = 200
MOST_INTEGER = 2**63 - 1
RELATIVE = re.compile(r"([+-]\d{1,5})d", re.ASCII)
# MySQL's and Excel's dates both end here or later.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9998, 12, 31)
UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")

Options = Callable[[Filter, str], bool]


def today(time_zone: str) -> date:
    """The day in the time zone of the shop."""
    return datetime.now(ZoneInfo(time_zone)).date()


def default(each: Filter, day: date) -> str | int | bool | None:
    """What a filter is if nothing is chosen; dates as they are on this day."""
    if each.type != "date" or each.default is None:
        return each.default
    if each.default == "today":
        return day.isoformat()
    if match := RELATIVE.fullmatch(str(each.default)):
        return (day + timedelta(days=int(match[1]))).isoformat()
    return date.fromisoformat(str(each.default)).isoformat()


def read(
    report: Report, chosen: Mapping[str, Any], time_zone: str, options: Options
) -> dict[str, Any]:
    """The values of all filters; Refused names those that are unknown or wrong."""
    known = {each.name: each for each in report.filters}
    errors = {name: ["Unknown field."] for name in chosen if name not in known}
    values: dict[str, Any] = {}
    day = today(time_zone)
    for name, each in known.items():
        raw = chosen.get(name)
        try:
            if raw is None or raw == "":
                # An empty text says "all of them", where that may be said.
                wants_all = name in chosen and not each.required
                values[name] = None if wants_all else default(each, day)
            else:
                values[name] = READERS[each.type](raw)
            if each.type == "choice" and raw and not options(each, values[name]):
                raise ValueError("There is no such choice.")
        except ValueError as error:
            errors[name] = [str(error)]
    if errors:
        raise refused_choice(errors)
    return values


def _date(raw: Any) -> str:
    try:
        if not isinstance(raw, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", raw, re.ASCII):
            raise ValueError
        found = date.fromisoformat(raw)
    except ValueError:
        raise ValueError("Not a date such as 2026-01-31.") from None
    if not FIRST_DAY <= found <= LAST_DAY:
        raise ValueError("No day of this calendar.")
    return raw


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise ValueError("Not a text.")
    if UNPRINTABLE.search(raw):
        raise ValueError("Holds characters that no text has.")
    if len(raw) > LONGEST_TEXT:
        raise ValueError(f"Longer than {LONGEST_TEXT} characters.")
    return raw


def _integer(raw: Any) -> int:
    if isinstance(raw, str) and re.fullmatch(r"[+-]?\d{1,19}", raw, re.ASCII):
        raw = int(raw)
    if isinstance(raw, bool) or not isinstance(raw, int) or abs(raw) > MOST_INTEGER:
        raise ValueError("Not a whole number.")
    return raw


def _boolean(raw: Any) -> bool:
    if raw not in (True, False, "true", "false") or isinstance(raw, int | float) != isinstance(
        raw, bool
    ):
        raise ValueError("Must be true or false.")
    return raw in (True, "true")


READERS: Mapping[str, Callable[[Any], Any]] = {
    "date": _date,
    "text": _text,
    "choice": _text,
    "integer": _integer,
    "boolean": _boolean,
}
