"""Rows of the server's time-zone tables, from the tzdata package.

The servers' own tools read only the 32-bit part of zone files, which is empty in the
compact files that are common today, and one of them is not in the core packages.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from mysql.connector.abstracts import MySQLConnectionAbstract

OLDEST = -(2**31)
# What a zone's rule says is spelled out till then; some files go on, and a zone with more
# changes than 370 is one that MySQL does not know.
LAST_YEAR = 2037
NEWEST = int(datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC).timestamp())
BATCH = 5000


class LocalType(NamedTuple):
    """One way in which a zone kept its clock."""

    offset: int
    is_dst: bool
    abbreviation: str


class Zone(NamedTuple):
    """A zone: its local types and the instants at which it changed between them."""

    name: str
    types: list[LocalType]
    changes: list[tuple[int, int]]


def _names() -> list[str]:
    return files("tzdata").joinpath("zones").read_text().split()


def _parse(data: bytes) -> tuple[list[LocalType], list[tuple[int, int]]]:
    """The 64-bit part of a zone file (RFC 8536, version 2 or later)."""
    header = struct.Struct(">4s1s15x6l")
    _, _, isut, isstd, leap, times, types, chars = header.unpack_from(data)
    start = header.size + times * 5 + types * 6 + chars + leap * 8 + isstd + isut
    _, _, isut, isstd, leap, times, types, chars = header.unpack_from(data, start)
    at = start + header.size
    instants = struct.unpack_from(f">{times}q", data, at)
    indices = data[at + times * 8 : at + times * 9]
    at += times * 9
    texts = data[at + types * 6 : at + types * 6 + chars]
    local = []
    for number in range(types):
        offset, is_dst, text = struct.unpack_from(">l?B", data, at + number * 6)
        local.append(LocalType(offset, is_dst, texts[text:].split(b"\0", 1)[0].decode()))
    return local, list(zip(instants, indices, strict=True))


def _type_at(zone: ZoneInfo, instant: int) -> LocalType:
    moment = datetime.fromtimestamp(instant, UTC).astimezone(zone)
    offset, dst = moment.utcoffset() or timedelta(), moment.dst() or timedelta()
    return LocalType(int(offset.total_seconds()), bool(dst), moment.tzname() or "")


def _future(zone: ZoneInfo, after: int) -> Iterator[tuple[int, LocalType]]:
    """What the zone's rule says about the years that the file does not spell out."""
    first = datetime.fromtimestamp(after, UTC).year
    months = [
        int(datetime(year, month, 1, tzinfo=UTC).timestamp())
        for year in range(max(first, 1970), LAST_YEAR + 1)
        for month in range(1, 13)
    ]
    for low, high in pairwise([after, *(month for month in months if month > after)]):
        old, new = _type_at(zone, low), _type_at(zone, high)
        if old == new:
            continue
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if _type_at(zone, middle) == old else (low, middle)
        yield high, new


def read_zone(name: str) -> Zone:
    """One zone with all its changes until 2037, as the servers' own tools give them."""
    types, changes = _parse(files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes())
    old = [index for instant, index in changes if instant <= OLDEST]
    changes = [(instant, index) for instant, index in changes if OLDEST < instant < NEWEST]
    if old:
        changes.insert(0, (OLDEST, old[-1]))
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as stream:
        rule = ZoneInfo.from_file(stream, name)
    for instant, local in _future(rule, changes[-1][0] if changes else 0):
        if local not in types:
            types.append(local)
        changes.append((instant, types.index(local)))
    return Zone(name, types, changes)


def load(connection: MySQLConnectionAbstract) -> int:
    """Fill the time-zone tables in one transaction; returns the number of zones."""
    zones = [read_zone(name) for name in _names()]
    numbered = list(enumerate(zones, 1))
    rows: dict[str, list[tuple[int | str, ...]]] = {
        "time_zone (Time_zone_id, Use_leap_seconds)": [(number, "N") for number, _ in numbered],
        "time_zone_name (Name, Time_zone_id)": [(zone.name, number) for number, zone in numbered],
        "time_zone_transition_type"
        " (Time_zone_id, Transition_type_id, `Offset`, Is_DST, Abbreviation)": [
            (number, index, local.offset, int(local.is_dst), local.abbreviation)
            for number, zone in numbered
            for index, local in enumerate(zone.types)
        ],
        "time_zone_transition (Time_zone_id, Transition_time, Transition_type_id)": [
            (number, instant, index) for number, zone in numbered for instant, index in zone.changes
        ],
    }
    with connection.cursor() as cursor:
        cursor.execute("START TRANSACTION")
        for target, values in rows.items():
            marks = ", ".join(["%s"] * len(values[0]))
            for start in range(0, len(values), BATCH):
                cursor.executemany(
                    f"INSERT INTO mysql.{target} VALUES ({marks})",
                    values[start : start + BATCH],
                )
        cursor.execute("COMMIT")
    return len(zones)
