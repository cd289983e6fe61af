"""export_fail."""

from __future__ import annotations

from tests.sql.procedures.reports.conftest import Desk
from tests.support.logins import refused
from tests.support.shop import Shop, unique


def test_export_fail(shop: Shop, desk: Desk) -> None:
    export = desk.request()
    shop.work("export_fail", export, desk.claim(export), "no room", False)
    assert desk.state(export) == "queued"
    shop.admin.execute("UPDATE exports SET due_at = UTC_TIMESTAMP(6) WHERE export_id = %s", export)
    shop.work("export_fail", export, desk.claim(export), "wrong SQL", True)
    assert desk.state(export) == "failed"


def test_export_fail__lease_lost(shop: Shop, desk: Desk) -> None:
    export = desk.request()
    token = desk.claim(export)
    shop.api.call("export_cancel", shop.staff().session, export)
    for lease in (token, unique("lease")):
        with refused("lease_lost"):
            shop.work("export_fail", export, lease, "no", False)


def test_export_fail__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("export_fail", None, 1, "lease", "no", False)


def test_export_fail__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("export_fail", shop.staff().session, 1, "lease", "no", False)
