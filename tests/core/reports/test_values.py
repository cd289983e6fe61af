"""What is chosen becomes a value of its type, or is refused by name."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from core.reports.refusals import Refused
from core.reports.values import accept_all as anything
from core.reports.values import argument, read, today
from tests.core.reports.made import PERIOD, report
from tests.support.reports import DEFINITION, ReportFiles

ZONE = "Europe/Sofia"
OPTIONS = [{"value": "a", "label": "A"}, {"value": "b", "label": {"en": "B", "bg": "Б"}}]


def typed(files: ReportFiles, kind: str, **fields: Any) -> Any:
    each = {"name": "x", "label": "X", "type": kind, **fields}
    if kind in ("choice", "choices"):
        each["options"] = OPTIONS
    (files.sql / "lookups").mkdir(exist_ok=True)
    for name in ("product", "category", "user"):
        (files.sql / f"lookups/{name}.sql").write_text("SELECT 1 AS value, :q AS label")
    return report(files, filters=[*DEFINITION["filters"], each])


@pytest.mark.parametrize(
    ("kind", "raw", "value", "sent"),
    [
        ("decimal", "12.50", "12.50", Decimal("12.50")),
        ("decimal", 3, "3", Decimal(3)),
        ("integer", "-7", -7, -7),
        ("boolean", "true", True, True),
        ("boolean", False, False, False),
        ("choice", "b", "b", "b"),
        ("choices", "b", ["b"], ["b"]),
        ("choices", ["b", "a", "b"], ["b", "a"], ["b", "a"]),
        ("choices", [], None, None),
        ("product", "12", 12, 12),
        ("category", "some-slug", "some-slug", "some-slug"),
        ("datetime", "2026-01-31T12:30:00Z", "2026-01-31T12:30:00Z", "2026-01-31 12:30:00"),
        ("datetime", "2026-01-31T12:30", "2026-01-31T10:30:00Z", "2026-01-31 10:30:00"),
        ("datetime", "2026-07-01", "2026-06-30T21:00:00Z", "2026-06-30 21:00:00"),
        ("text", "", None, None),
    ],
)
def test_values_are_typed_and_stay_what_they_are(
    files: ReportFiles, kind: str, raw: Any, value: Any, sent: Any
) -> None:
    """What was read once is read again by a worker, and saved views keep it."""
    found = typed(files, kind)
    read_once = read(found, {"x": raw}, ZONE, anything)
    assert read_once["x"] == value
    assert read(found, read_once, ZONE, anything) == read_once
    assert argument(kind, value) == sent


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("decimal", "1e5"),
        ("decimal", "1.23456"),
        ("decimal", True),
        ("decimal", "NaN"),
        ("integer", "1.0"),
        ("integer", 10**19),
        ("boolean", 1),
        ("boolean", "yes"),
        ("choice", "c"),
        ("choice", ["a", "b"]),
        ("choices", ["a", "c"]),
        ("choices", [["a"]]),
        ("choices", ["a"] * 101),
        ("product", "x"),
        ("datetime", "2026-01-31T25:00:00Z"),
        ("datetime", "0001-01-01T00:00:00Z"),
        ("date", "1899-12-31"),
        ("date", 20260101),
        ("text", "x" * 1_000_000),
        ("text", "\0"),
        ("text", ["a", "b"]),
        ("text", {"a": 1}),
    ],
)
def test_what_is_no_value_is_refused(files: ReportFiles, kind: str, raw: Any) -> None:
    with pytest.raises(Refused) as caught:
        read(typed(files, kind), {"x": raw}, ZONE, anything)
    assert [*caught.value.errors] == ["x"]


def test_a_word_begins_in_from_and_ends_in_to(files: ReportFiles) -> None:
    found = read(report(files, **PERIOD), {}, ZONE, anything)
    first = today(ZONE).replace(day=1)
    last = first - timedelta(days=1)
    assert (found["from"], found["to"]) == (last.replace(day=1).isoformat(), last.isoformat())


def test_dates_the_wrong_way_round_are_refused(files: ReportFiles) -> None:
    chosen = {"from": "2026-02-01", "to": "2026-01-31"}
    with pytest.raises(Refused, match=r"to: Lies before from\."):
        read(report(files, **PERIOD), chosen, ZONE, anything)


def test_a_hundred_years_are_a_range(files: ReportFiles) -> None:
    chosen = {"from": "1926-01-01", "to": "2025-12-31"}
    assert read(report(files, **PERIOD), chosen, ZONE, anything)["from"] == "1926-01-01"
