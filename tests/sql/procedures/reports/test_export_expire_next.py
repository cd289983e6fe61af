"""export_expire_next."""

from __future__ import annotations

from tests.sql.procedures.reports.conftest import Desk
from tests.support.logins import refused
from tests.support.shop import Shop


def test_export_expire_next(shop: Shop, desk: Desk) -> None:
    export = desk.request()
    shop.work("export_finish", export, desk.claim(export), 1, "a.csv", 10, "[]")
    while rows := shop.tick("export_expire_next"):
        assert rows[0]["export_id"] != export, "too young"
    shop.admin.execute(
        "UPDATE exports SET finished_at = finished_at - INTERVAL 1 YEAR WHERE export_id = %s",
        export,
    )
    assert shop.tick("export_expire_next") == [{"export_id": export, "file_name": "a.csv"}]
    assert desk.state(export) == "expired"


def test_export_expire_next__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("export_expire_next", None)


def test_export_expire_next__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("export_expire_next", shop.staff().session)
