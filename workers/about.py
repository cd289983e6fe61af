"""What a file says of itself: which report, of what, for whom and when, in its reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.reports.definitions import Filter
from core.reports.select import AskedReport

FALLBACK = "en"
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "about": "About",
        "chart": "Chart",
        "total": "Total",
        "report": "Report",
        "description": "Description",
        "period": "Period",
        "all": "all",
        "yes": "yes",
        "no": "no",
        "grouped": "Grouped by",
        "rows": "Rows",
        "owner": "Made for",
        "at": "Made at",
        "shop": "Shop",
        "currency": "Currency",
    },
    "bg": {
        "about": "За справката",
        "chart": "Графика",
        "total": "Общо",
        "report": "Справка",
        "description": "Описание",
        "period": "Период",
        "all": "всички",
        "yes": "да",
        "no": "не",
        "grouped": "Групирано по",
        "rows": "Редове",
        "owner": "Изготвена за",
        "at": "Изготвена на",
        "shop": "Магазин",
        "currency": "Валута",
    },
}


@dataclass(frozen=True)
class Person:
    """Whom a file is for."""

    name: str
    language: str


@dataclass(frozen=True)
class Place:
    """Where a file is made."""

    shop: str
    currency: str
    time_zone: str


def words(language: str) -> Mapping[str, str]:
    """The words of a file in a language."""
    return WORDS.get(language, WORDS[FALLBACK])


def facts(
    asked: AskedReport,
    chosen: Mapping[str, Sequence[str]],
    person: Person,
    place: Place,
    rows: int,
) -> list[tuple[str, str]]:
    """What the second sheet tells, line by line; `chosen` is what filters call their values."""

    def told(each: Filter) -> str:
        return shown(each, asked.values[each.name], chosen[each.name], place, said)

    said, report = words(person.language), asked.report
    now = datetime.now(ZoneInfo(place.time_zone))
    found = [(said["report"], report.title), (said["description"], report.description)]
    if report.period:
        filters = {each.name: each for each in report.filters}
        first, last = (told(filters[name]) for name in report.period)
        found.append((said["period"], f"{first} – {last}"))
    found += [
        (each.label, told(each))
        for each in report.filters
        if each.name not in (report.period or ())
    ]
    if asked.groupings:
        found.append((said["grouped"], ", ".join(each.label for each in asked.groupings)))
    return [
        *found,
        (said["rows"], str(rows)),
        (said["owner"], person.name),
        (said["at"], f"{now:%Y-%m-%d %H:%M} ({place.time_zone})"),
        (said["shop"], place.shop),
        (said["currency"], place.currency),
    ]


def shown(
    each: Filter, value: Any, labels: Sequence[str], place: Place, said: Mapping[str, str]
) -> str:
    """What was chosen in a filter, as one reads it."""
    if not labels:
        return said["all"]
    if isinstance(value, bool):
        return said["yes" if value else "no"]
    if each.type == "datetime":
        moment = datetime.fromisoformat(str(value)).replace(tzinfo=UTC)
        return f"{moment.astimezone(ZoneInfo(place.time_zone)):%Y-%m-%d %H:%M:%S}"
    return ", ".join(labels)
