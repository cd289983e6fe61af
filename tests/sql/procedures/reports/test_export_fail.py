"""export_fail."""

from __future__ import annotations

from tests.support.logins import refused
from tests.support.shop import Shop, unique


def request(shop: Shop) -> int:
    """Staff asks for a report as a file."""
    report = unique("report")
    shop.api.call("report_register", shop.services["api"], report, "reports.tested", "Tested")
    row = shop.api.call("export_request", shop.staff().session, report, "csv", "{}")[0]
    return int(row["export_id"])


def claim(shop: Shop, export: int) -> str:
    """Lease exports until this one; its lease."""
    while row := shop.work("export_claim", token := unique("lease"))[0]:
        if row["export_id"] == export:
            return token
    raise AssertionError


def state(shop: Shop, export: int) -> str:
    """Where the export stands."""
    return str(shop.admin.value("SELECT state FROM exports WHERE export_id = %s", export))


def test_export_fail(shop: Shop) -> None:
    export = request(shop)
    shop.work("export_fail", export, claim(shop, export), "no room", False)
    assert state(shop, export) == "queued"
    shop.admin.execute("UPDATE exports SET due_at = UTC_TIMESTAMP(6) WHERE export_id = %s", export)
    shop.work("export_fail", export, claim(shop, export), "wrong SQL", True)
    assert state(shop, export) == "failed"


def test_export_fail__lease_lost(shop: Shop) -> None:
    export = request(shop)
    token = claim(shop, export)
    shop.api.call("export_cancel", shop.staff().session, export)
    for lease in (token, unique("lease")):
        with refused("lease_lost"):
            shop.work("export_fail", export, lease, "no", False)
