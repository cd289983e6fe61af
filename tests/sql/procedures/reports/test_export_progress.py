"""export_progress."""

from __future__ import annotations

from tests.sql.procedures.reports.conftest import Desk
from tests.support.logins import refused
from tests.support.shop import Shop, unique


def test_export_progress(shop: Shop, desk: Desk) -> None:
    export = desk.request()
    token = desk.claim(export)
    shop.work("export_progress", export, token, 10, 100, 1000)
    shop.work("export_progress", export, token, 20, None, 2000)
    row = shop.admin.rows(
        "SELECT written_rows, total_rows FROM exports WHERE export_id = %s", export
    )[0]
    assert row == {"written_rows": 20, "total_rows": 100}


def test_export_progress__lease_lost(shop: Shop, desk: Desk) -> None:
    export = desk.request()
    desk.claim(export)
    with refused("lease_lost"):
        shop.work("export_progress", export, unique("lease"), 10, 100, 1)


def test_export_progress__export_quota(shop: Shop, desk: Desk) -> None:
    """More than all files together may take is refused; nothing of it is kept."""
    shop.admin.execute("UPDATE exports SET file_bytes = 0 WHERE state IN ('running', 'done')")
    export = desk.request()
    token = desk.claim(export)
    with shop.setting("export_quota_megabytes", "1"), refused("export_quota"):
        shop.work("export_progress", export, token, 10, 100, 2_000_000)
    assert desk.state(export) == "running"
    assert not shop.admin.value("SELECT file_bytes FROM exports WHERE export_id = %s", export)


def test_export_progress__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("export_progress", None, 1, "lease", 1, None, 1)


def test_export_progress__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("export_progress", shop.staff().session, 1, "lease", 1, None, 1)
