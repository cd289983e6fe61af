"""export_progress."""

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


def test_export_progress(shop: Shop) -> None:
    export = request(shop)
    token = claim(shop, export)
    shop.work("export_progress", export, token, 10, 100)
    shop.work("export_progress", export, token, 20, None)
    row = shop.admin.rows(
        "SELECT written_rows, total_rows FROM exports WHERE export_id = %s", export
    )[0]
    assert row == {"written_rows": 20, "total_rows": 100}


def test_export_progress__lease_lost(shop: Shop) -> None:
    export = request(shop)
    claim(shop, export)
    with refused("lease_lost"):
        shop.work("export_progress", export, unique("lease"), 10, 100)
