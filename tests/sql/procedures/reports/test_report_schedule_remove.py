"""report_schedule_remove."""

from __future__ import annotations

from tests.support.logins import refused
from tests.support.schedules import exports_of, make_due, new_report, new_schedule, run_due
from tests.support.shop import Shop


def test_report_schedule_remove(shop: Shop) -> None:
    schedule = new_schedule(shop, new_report(shop))
    make_due(shop, schedule)
    run_due(shop)
    shop.api.call("report_schedule_remove", shop.staff().session, schedule)
    assert len(exports_of(shop, schedule)) == 1, "what it made stays"


def test_report_schedule_remove__not_found(shop: Shop) -> None:
    schedule = new_schedule(shop, new_report(shop))
    with refused("not_found"):
        shop.api.call("report_schedule_remove", shop.customer().session, schedule)


def test_report_schedule_remove__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("report_schedule_remove", None, 1)
