"""report_schedule_run_next."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from tests.support.logins import Login, refused
from tests.support.schedules import exports_of, make_due, new_report, new_schedule, run_due
from tests.support.shop import Shop
from tests.support.stack import Stack


def test_report_schedule_run_next(shop: Shop) -> None:
    """It becomes an export of its owner, with filters as they were written."""
    schedule = new_schedule(
        shop, new_report(shop), filters={"from": "last_month"}, group_by="day", format="xlsx"
    )
    make_due(shop, schedule)
    assert shop.tick("report_schedule_run_next") == [{"report_schedule_id": schedule}]
    row = exports_of(shop, schedule)[0]
    assert (row["user_id"], row["file_format"], row["state"]) == (shop.staff().id, "xlsx", "queued")
    assert json.loads(row["parameters"]) == {"filters": {"from": "last_month"}, "group_by": "day"}
    run_due(shop)
    assert len(exports_of(shop, schedule)) == 1, "days that were missed are not made up for"


def test_a_day_that_has_run_does_not_run_again(shop: Shop) -> None:
    """Whoever sets the day back gets no second file of it."""
    schedule = new_schedule(shop, new_report(shop))
    for _ in range(2):
        make_due(shop, schedule)
        run_due(shop)
    assert len(exports_of(shop, schedule)) == 1


def test_two_clocks_run_a_schedule_once(shop: Shop, stack: Stack) -> None:
    schedules = [new_schedule(shop, new_report(shop)) for _ in range(8)]
    for schedule in schedules:
        make_due(shop, schedule)

    def run(_: int) -> None:
        login = Login(stack.url("worker"))
        while login.call("report_schedule_run_next", shop.services["clock"]):
            continue
        login.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(run, range(4)))
    assert [len(exports_of(shop, schedule)) for schedule in schedules] == [1] * 8


def test_whoever_has_left_gets_no_more(shop: Shop) -> None:
    person = shop.customer()
    shop.admin.execute("INSERT INTO user_roles VALUES (%s, 'admin')", person.id)
    schedule = new_schedule(shop, new_report(shop), person)
    make_due(shop, schedule)
    shop.admin.execute("UPDATE users SET is_active = FALSE WHERE user_id = %s", person.id)
    run_due(shop)
    assert not exports_of(shop, schedule)
    row = shop.admin.rows(
        "SELECT is_active, next_on FROM report_schedules WHERE report_schedule_id = %s", schedule
    )[0]
    assert (row["is_active"], row["next_on"]) == (0, None)


def test_nothing_runs_before_its_hour(shop: Shop) -> None:
    schedule = new_schedule(shop, new_report(shop))
    run_due(shop)
    assert not exports_of(shop, schedule)
    assert (
        shop.admin.value(
            "SELECT next_on FROM report_schedules WHERE report_schedule_id = %s", schedule
        )
        >= date.today()
    )


def test_report_schedule_run_next__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("report_schedule_run_next", None)


def test_report_schedule_run_next__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("report_schedule_run_next", shop.staff().session)
