"""export_cancel."""

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


def test_export_cancel__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("export_cancel", None, 1)


def test_export_cancel(shop: Shop) -> None:
    export = request(shop)
    for _ in range(2):
        row = shop.api.call("export_cancel", shop.staff().session, export)[0]
        assert row["state"] == "cancelled"


def test_export_cancel__not_found(shop: Shop) -> None:
    with refused("not_found"):
        shop.api.call("export_cancel", shop.customer().session, request(shop))


def test_export_cancel__export_finished(shop: Shop) -> None:
    export = request(shop)
    shop.work("export_finish", export, claim(shop, export), 1, "a.csv", 10)
    with refused("export_finished"):
        shop.api.call("export_cancel", shop.staff().session, export)
