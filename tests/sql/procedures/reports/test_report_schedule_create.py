"""report_schedule_create."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.support.logins import refused
from tests.support.schedules import DAILY, exports_of, new_report, new_schedule
from tests.support.shop import Shop

ZONE = ZoneInfo("Europe/Sofia")


def next_on(shop: Shop, schedule: int) -> Any:
    query = "SELECT next_on FROM report_schedules WHERE report_schedule_id = %s"
    return shop.admin.value(query, schedule)


def create(shop: Shop, session: str | None, report: str, **fields: Any) -> Any:
    wanted = {**DAILY, "parameters": {"filters": {}, "group_by": None}, **fields}
    return shop.api.call("report_schedule_create", session, report, json.dumps(wanted))[0]


def test_report_schedule_create(shop: Shop) -> None:
    row = create(shop, shop.staff().session, new_report(shop), title="Mine")
    assert (row["title"], row["frequency_code"], row["run_hour"]) == ("Mine", "daily", 6)
    assert row["next_at"] > datetime.now(ZoneInfo("UTC")).replace(tzinfo=None)
    assert (row["last_at"], row["last_export_id"], row["last_error"]) == (None, None, None)


def test_daily_runs_today_if_its_hour_is_still_to_come(shop: Shop) -> None:
    now = datetime.now(ZONE)
    report = new_report(shop)
    past = next_on(shop, new_schedule(shop, report, hour=now.hour))
    assert past == now.date() + timedelta(days=1)
    if now.hour < 23:
        assert next_on(shop, new_schedule(shop, report, hour=now.hour + 1)) == now.date()


def test_weekly_and_monthly_run_on_their_day(shop: Shop) -> None:
    report, today = new_report(shop), datetime.now(ZONE).date()
    for weekday in range(1, 8):
        found = next_on(shop, new_schedule(shop, report, every="weekly", weekday=weekday))
        assert found.isoweekday() == weekday
        assert today <= found <= today + timedelta(days=7)
    for day in (1, today.day % 28 + 1, 28):
        found = next_on(shop, new_schedule(shop, report, every="monthly", month_day=day))
        assert found.day == day
        assert today <= found <= today + timedelta(days=31)


@pytest.mark.parametrize(
    "fields",
    [
        {"every": "hourly"},
        {"every": "weekly"},
        {"every": "weekly", "weekday": 8},
        {"every": "weekly", "weekday": 0},
        {"weekday": 1},
        {"every": "monthly", "month_day": 29},
        {"every": "monthly", "month_day": 0},
        {"hour": 24},
        {"hour": -1},
        {"format": "pdf"},
        {"title": " "},
        {"title": "a\nb"},
    ],
)
def test_report_schedule_create__validation_failed(shop: Shop, fields: dict[str, Any]) -> None:
    with refused("validation_failed"):
        create(shop, shop.staff().session, new_report(shop), **fields)


def test_report_schedule_create__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        create(shop, None, "none")


def test_report_schedule_create__forbidden(shop: Shop) -> None:
    for actor, report in ((shop.customer(), new_report(shop)), (shop.staff(), "none")):
        with refused("forbidden"):
            create(shop, actor.session, report)


def test_report_schedule_create__limit_reached(shop: Shop) -> None:
    person, report = shop.customer(), new_report(shop)
    shop.admin.execute("INSERT INTO user_roles VALUES (%s, 'admin')", person.id)
    with shop.setting("report_schedule_limit", "2"):
        for _ in range(2):
            created = new_schedule(shop, report, person)
        with refused("limit_reached"):
            create(shop, person.session, report)
    assert not exports_of(shop, created)


def test_one_that_is_off_has_no_next_run(shop: Shop) -> None:
    assert next_on(shop, new_schedule(shop, new_report(shop), is_active=False)) is None


def test_hours_that_the_clocks_leave_out_or_repeat(shop: Shop) -> None:
    """The hour that does not exist begins with the next; one that comes twice is one moment."""
    moment = "SELECT report_schedule_moment(%s, %s)"
    assert shop.admin.value(moment, "2027-03-28", 2) == datetime(2027, 3, 28, 0)
    # 03:00 does not exist: 04:00 does.
    assert shop.admin.value(moment, "2027-03-28", 3) == datetime(2027, 3, 28, 1)
    assert shop.admin.value(moment, "2027-03-28", 4) == datetime(2027, 3, 28, 1)
    twice = shop.admin.value(moment, "2027-10-31", 3)
    assert twice in (datetime(2027, 10, 31, 0), datetime(2027, 10, 31, 1))
    assert shop.admin.value(moment, "2027-10-31", 4) == datetime(2027, 10, 31, 2)
