"""export_request."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from tests.sql.procedures.reports.conftest import Desk
from tests.support.logins import Login, SqlError, refused
from tests.support.shop import Shop, unique
from tests.support.stack import Stack


def test_export_request__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("export_request", None, "none", "csv", "{}")


def test_export_request(shop: Shop, desk: Desk) -> None:
    export = desk.request()
    assert desk.state(export) == "queued"


def test_export_request__forbidden(shop: Shop) -> None:
    report = shop.admin.value("SELECT MAX(report_code) FROM reports")
    for actor, code in ((shop.customer(), report), (shop.staff(), "no-such-report")):
        with refused("forbidden"):
            shop.api.call("export_request", actor.session, code, "csv", "{}")


@pytest.mark.parametrize("file_format", ["pdf", "CSV", ""])
def test_export_request__validation_failed(shop: Shop, file_format: str) -> None:
    report = unique("report")
    shop.api.call("report_register", shop.services["api"], report, "reports.tested", "Tested")
    with refused("validation_failed"):
        shop.api.call("export_request", shop.staff().session, report, file_format, "{}")


def test_export_request__limit_reached(shop: Shop, desk: Desk) -> None:
    """Who has asked for as many as may wait is told what to do; what has ended counts no more."""
    report, person = desk.register(), shop.customer()
    shop.admin.execute("INSERT INTO user_roles VALUES (%s, 'admin')", person.id)

    def ask() -> int:
        row = shop.api.call("export_request", person.session, report, "csv", "{}")[0]
        return int(row["export_id"])

    with shop.setting("export_waiting_limit", "3"):
        first, *_ = [ask() for _ in range(3)]
        with refused("limit_reached"):
            ask()
        shop.api.call("export_cancel", person.session, first)
        ask()


def test_many_at_once_are_no_more_than_may_wait(shop: Shop, desk: Desk, stack: Stack) -> None:
    report, person = desk.register(), shop.customer()
    shop.admin.execute("INSERT INTO user_roles VALUES (%s, 'admin')", person.id)

    def ask(_: int) -> None:
        login = Login(stack.url("api"))
        for _ in range(5):
            with suppress(SqlError):
                login.call("export_request", person.session, report, "csv", "{}")
        login.close()

    with shop.setting("export_waiting_limit", "7"), ThreadPoolExecutor(4) as pool:
        list(pool.map(ask, range(4)))
    count = "SELECT COUNT(*) FROM exports WHERE user_id = %s"
    assert shop.admin.value(count, person.id) == 7
