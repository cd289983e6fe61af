"""report_schedule_update."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.support.logins import refused
from tests.support.schedules import exports_of, make_due, new_report, new_schedule, run_due
from tests.support.shop import Shop


def update(shop: Shop, schedule: int, **fields: Any) -> dict[str, Any]:
    session = shop.staff().session
    return shop.api.call("report_schedule_update", session, schedule, json.dumps(fields))[0]


def test_report_schedule_update(shop: Shop) -> None:
    schedule = new_schedule(shop, new_report(shop))
    row = update(shop, schedule, every="weekly", weekday=3, hour=9, title="Other")
    assert (row["frequency_code"], row["run_weekday"], row["run_hour"]) == ("weekly", 3, 9)
    local = row["next_at"].replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo("Europe/Sofia"))
    assert (local.isoweekday(), local.hour) == (3, 9)
    row = update(shop, schedule, every="daily", weekday=None)
    assert (row["frequency_code"], row["run_weekday"], row["title"]) == ("daily", None, "Other")


def test_one_that_is_switched_off_waits_for_nothing(shop: Shop) -> None:
    schedule = new_schedule(shop, new_report(shop))
    assert update(shop, schedule, is_active=False)["next_at"] is None
    assert update(shop, schedule, is_active=True)["next_at"] is not None


def test_another_hour_makes_no_second_export_of_a_day(shop: Shop) -> None:
    schedule = new_schedule(shop, new_report(shop))
    today = datetime.now(ZoneInfo("Europe/Sofia")).date()
    shop.admin.execute(
        "UPDATE report_schedules SET next_on = %s, run_hour = 0 WHERE report_schedule_id = %s",
        today,
        schedule,
    )
    run_due(shop)
    row = update(shop, schedule, hour=23)
    assert row["next_at"].date() >= today + timedelta(days=1)
    run_due(shop)
    assert len(exports_of(shop, schedule)) == 1


def test_what_is_asked_for_changes_for_the_next_run(shop: Shop) -> None:
    schedule = new_schedule(shop, new_report(shop))
    make_due(shop, schedule)
    run_due(shop)
    parameters = {"filters": {"from": "last_month"}, "group_by": "month"}
    assert json.loads(update(shop, schedule, parameters=parameters)["parameters"]) == parameters
    made = json.loads(exports_of(shop, schedule)[0]["parameters"])
    assert made == {"filters": {}, "group_by": None}


@pytest.mark.parametrize("fields", [{"every": "weekly"}, {"hour": 24}, {"weekday": 1}])
def test_report_schedule_update__validation_failed(shop: Shop, fields: dict[str, Any]) -> None:
    schedule = new_schedule(shop, new_report(shop))
    with refused("validation_failed"):
        update(shop, schedule, **fields)


def test_report_schedule_update__not_found(shop: Shop) -> None:
    schedule = new_schedule(shop, new_report(shop))
    with refused("not_found"):
        shop.api.call("report_schedule_update", shop.customer().session, schedule, "{}")


def test_report_schedule_update__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("report_schedule_update", None, 1, "{}")
