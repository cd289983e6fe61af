"""export_cancel."""

from __future__ import annotations

from tests.sql.procedures.reports.conftest import Desk
from tests.support.logins import refused
from tests.support.shop import Shop


def test_export_cancel__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("export_cancel", None, 1)


def test_export_cancel(shop: Shop, desk: Desk) -> None:
    export = desk.request()
    for _ in range(2):
        row = shop.api.call("export_cancel", shop.staff().session, export)[0]
        assert row["state"] == "cancelled"


def test_export_cancel__not_found(shop: Shop, desk: Desk) -> None:
    with refused("not_found"):
        shop.api.call("export_cancel", shop.customer().session, desk.request())


def test_export_cancel__export_finished(shop: Shop, desk: Desk) -> None:
    export = desk.request()
    shop.work("export_finish", export, desk.claim(export), 1, "a.csv", 10, "[]")
    with refused("export_finished"):
        shop.api.call("export_cancel", shop.staff().session, export)


def test_whoever_sees_all_exports_cancels_any(shop: Shop, desk: Desk) -> None:
    export = desk.request()
    person = shop.customer()
    shop.admin.execute("INSERT INTO user_roles VALUES (%s, 'admin')", person.id)
    assert shop.api.call("export_cancel", person.session, export)[0]["state"] == "cancelled"
