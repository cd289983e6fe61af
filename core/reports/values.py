"""From what a client chose to the values that a query is given.

Values are kept as JSON can hold them, and read again they stay the same; `argument` is what the
server is given for one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from core.reports.definitions import CHOICES, Filter, Report
from core.reports.refusals import refused_choice
from core.reports.relative import stretch

LONGEST_TEXT = 200
MOST_CHOICES = 100
MOST_INTEGER = 2**63 - 1
# MySQL's and Excel's dates both end here or later.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9998, 12, 31)
UNPRINTABLE = re.compile("[\x00\ud800-\udfff]")
DECIMAL = re.compile(r"[+-]?\d{1,14}([.]\d{1,4})?", re.ASCII)
END_OF_DAY = time(23, 59, 59, 999_999)

# Choices of filters whose options are asked for: the names of those that are not among them.
Options = Callable[[Mapping[str, list[str]], Mapping[str, Any]], set[str]]


def accept_all(chosen: Mapping[str, list[str]], values: Mapping[str, Any]) -> set[str]:
    """For choices that were checked when the file was asked for."""
    return set()


def today(time_zone: str) -> date:
    """The day in the time zone of the shop."""
    return datetime.now(ZoneInfo(time_zone)).date()


def defaults(report: Report, time_zone: str) -> dict[str, Any]:
    """What filters are if nothing is chosen, on this day."""
    return read(report, {}, time_zone, accept_all)


def read(
    report: Report, chosen: Mapping[str, Any], time_zone: str, options: Options
) -> dict[str, Any]:
    """The values of all filters; Refused names those that are unknown or wrong."""
    known = {each.name: each for each in report.filters}
    errors = {name: ["Unknown field."] for name in chosen if name not in known}
    values: dict[str, Any] = {}
    asked_for: dict[str, list[str]] = {}
    day = today(time_zone)
    for name, each in known.items():
        is_end = report.period is not None and name == report.period[1]
        try:
            raw = chosen.get(name)
            if raw is None or raw in ("", []):
                # An empty text says "all of them", where that may be said.
                raw = None if name in chosen and not each.required else each.default
                values[name] = None if raw is None else _read(each, raw, day, time_zone, is_end)
                continue
            values[name] = _read(each, raw, day, time_zone, is_end)
            if each.options_sql:
                found = values[name]
                asked_for[name] = found if isinstance(found, list) else [found]
        except ValueError as error:
            errors[name] = [str(error)]
    if not errors:
        errors |= _wrong_way_round(report, values)
    if not errors and asked_for:
        errors |= {name: ["There is no such choice."] for name in options(asked_for, values)}
    if errors:
        raise refused_choice(errors)
    return values


def _wrong_way_round(report: Report, values: Mapping[str, Any]) -> dict[str, list[str]]:
    if report.period:
        first, last = report.period
        if values[first] > values[last]:
            return {last: [f"Lies before {first}."]}
    return {}


def _read(each: Filter, raw: Any, day: date, time_zone: str, is_end: bool) -> Any:
    if each.type == "date":
        return _date(raw, day, is_end).isoformat()
    if each.type == "datetime":
        return _moment(raw, day, time_zone, is_end)
    found = READERS[each.type](raw)
    if each.type in CHOICES and each.options:
        offered = {option["value"] for option in each.options}
        if not offered.issuperset(found if isinstance(found, list) else [found]):
            raise ValueError("There is no such choice.")
    return found


def _date(raw: Any, day: date, is_end: bool) -> date:
    found = stretch(raw, day) if isinstance(raw, str) else None
    if found is None:
        raise ValueError("Not a date such as 2026-01-31, and no word for one.")
    if not FIRST_DAY <= found[0] <= found[1] <= LAST_DAY:
        raise ValueError("No day of this calendar.")
    return found[is_end]


def _moment(raw: Any, day: date, time_zone: str, is_end: bool) -> str:
    """A moment in UTC; a day is its first or its last, times without a zone are the shop's."""
    if not isinstance(raw, str) or "T" not in raw:
        return moment_of_day(_date(raw, day, is_end), time_zone, is_end)
    try:
        found = datetime.fromisoformat(raw)
    except ValueError:
        raise ValueError("Not a time such as 2026-01-31T12:30:00, and no word for one.") from None
    return _in_utc(found, time_zone)


def moment_of_day(day: date, time_zone: str, is_end: bool) -> str:
    """The first or the last moment of a day of the shop, in UTC."""
    return _in_utc(datetime.combine(day, END_OF_DAY if is_end else time()), time_zone)


def _in_utc(moment: datetime, time_zone: str) -> str:
    if not FIRST_DAY < moment.date() < LAST_DAY:
        raise ValueError("No day of this calendar.")
    local = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(time_zone))
    return local.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise ValueError("Stands there twice." if isinstance(raw, list) else "Not a text.")
    if UNPRINTABLE.search(raw):
        raise ValueError("Holds characters that no text has.")
    if len(raw) > LONGEST_TEXT:
        raise ValueError(f"Longer than {LONGEST_TEXT} characters.")
    return raw


def _texts(raw: Any) -> list[str]:
    found = raw if isinstance(raw, list) else [raw]
    if len(found) > MOST_CHOICES:
        raise ValueError(f"More than {MOST_CHOICES} choices.")
    return list(dict.fromkeys(map(_text, found)))


def _integer(raw: Any) -> int:
    if isinstance(raw, str) and re.fullmatch(r"[+-]?\d{1,19}", raw, re.ASCII):
        raw = int(raw)
    if isinstance(raw, bool) or not isinstance(raw, int) or abs(raw) > MOST_INTEGER:
        raise ValueError("Not a whole number.")
    return raw


def _decimal(raw: Any) -> str:
    text = raw if isinstance(raw, str) else "" if isinstance(raw, bool) else str(raw)
    if not DECIMAL.fullmatch(text):
        raise ValueError("Not a number such as 12.50.")
    return str(Decimal(text))


def _boolean(raw: Any) -> bool:
    if raw is True or raw == "true":
        return True
    if raw is False or raw == "false":
        return False
    raise ValueError("Must be true or false.")


READERS: Mapping[str, Callable[[Any], Any]] = {
    "text": _text,
    "choice": _text,
    "choices": _texts,
    "integer": _integer,
    "decimal": _decimal,
    "boolean": _boolean,
    "product": _integer,
    "user": _integer,
    "category": _text,
}


def arguments(report: Report, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the server is given them; what is no filter stays."""
    kinds = {each.name: each.type for each in report.filters}
    return {name: argument(kinds.get(name), value) for name, value in values.items()}


def argument(kind: str | None, value: Any) -> Any:
    """A value as the server is given it."""
    if value is None:
        return None
    if kind == "decimal":
        return Decimal(value)
    if kind == "datetime":
        return value.rstrip("Z").replace("T", " ")
    return value
