"""export_progress."""

from __future__ import annotations

from tests.sql.procedures.reports.conftest import Desk
from tests.support.logins import refused
from tests.support.shop import Shop, unique


def test_export_progress(shop: Shop, desk: Desk) -> None:
    export = desk.request()
    token = desk.claim(export)
    shop.work("export_progress", export, token, 10, 100)
    shop.work("export_progress", export, token, 20, None)
    row = shop.admin.rows(
        "SELECT written_rows, total_rows FROM exports WHERE export_id = %s", export
    )[0]
    assert row == {"written_rows": 20, "total_rows": 100}


def test_export_progress__lease_lost(shop: Shop, desk: Desk) -> None:
    export = desk.request()
    desk.claim(export)
    with refused("lease_lost"):
        shop.work("export_progress", export, unique("lease"), 10, 100)


def test_export_progress__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("export_progress", None, 1, "lease", 1, None)


def test_export_progress__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("export_progress", shop.staff().session, 1, "lease", 1, None)
