"""The zone rows say what Python's own zone rules say."""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from ops.local import timezones

ZONES = [
    "Europe/Sofia",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Asia/Gaza",
    "UTC",
]
INSTANTS = [
    datetime(year, month, day, hour, 30, tzinfo=UTC)
    for year in (1975, 1996, 2017, 2026, 2036)
    for month, day in ((1, 15), (3, 29), (7, 1), (10, 25), (11, 1))
    for hour in (0, 1, 7, 23)
]


@pytest.mark.parametrize("name", ZONES)
def test_read_zone__offsets(name: str) -> None:
    zone = timezones.read_zone(name)
    starts = [instant for instant, _ in zone.changes]
    assert starts == sorted(set(starts))
    for moment in INSTANTS:
        at = bisect_right(starts, moment.timestamp()) - 1
        local = zone.types[zone.changes[at][1] if at >= 0 else 0]
        expected = moment.astimezone(ZoneInfo(name)).utcoffset()
        assert expected is not None
        assert local.offset == expected.total_seconds(), moment


@pytest.mark.parametrize("name", sorted(files("tzdata").joinpath("zones").read_text().split()))
def test_read_zone__not_more_changes_than_the_servers_take(name: str) -> None:
    """MySQL's TZ_MAX_TIMES; beyond it CONVERT_TZ knows no such zone."""
    assert len(timezones.read_zone(name).changes) < 370
