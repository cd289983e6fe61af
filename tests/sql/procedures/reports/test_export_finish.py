"""export_finish."""

from __future__ import annotations

from tests.sql.procedures.reports.conftest import Desk
from tests.support.logins import refused
from tests.support.shop import Shop, unique


def test_export_finish(shop: Shop, desk: Desk) -> None:
    export = desk.request()
    shop.work("export_finish", export, desk.claim(export), 3, "a.csv", 10, "[]")
    row = shop.admin.rows(
        "SELECT state, written_rows, file_name, file_bytes FROM exports WHERE export_id = %s",
        export,
    )[0]
    assert tuple(row.values()) == ("done", 3, "a.csv", 10)


def test_export_finish__lease_lost(shop: Shop, desk: Desk) -> None:
    export = desk.request()
    token = desk.claim(export)
    shop.work("export_finish", export, token, 3, "a.csv", 10, "[]")
    for lease in (token, unique("lease")):
        with refused("lease_lost"):
            shop.work("export_finish", export, lease, 3, "a.csv", 10, "[]")


def test_export_finish__export_quota(shop: Shop, desk: Desk) -> None:
    """More than all files together may take is refused; nothing of it is kept."""
    shop.admin.execute("UPDATE exports SET file_bytes = 0 WHERE state IN ('running', 'done')")
    export = desk.request()
    token = desk.claim(export)
    with shop.setting("export_quota_megabytes", "1"), refused("export_quota"):
        shop.work("export_finish", export, token, 3, "a.csv", 2_000_000, "[]")
    assert desk.state(export) == "running"
    assert not shop.admin.value("SELECT file_bytes FROM exports WHERE export_id = %s", export)


def test_export_finish__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("export_finish", None, 1, "lease", 1, "a.csv", 1, "[]")


def test_export_finish__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("export_finish", shop.staff().session, 1, "lease", 1, "a.csv", 1, "[]")
