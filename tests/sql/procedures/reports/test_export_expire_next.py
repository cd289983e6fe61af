"""export_expire_next."""

from __future__ import annotations

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


def test_export_expire_next(shop: Shop) -> None:
    export = request(shop)
    shop.work("export_finish", export, claim(shop, export), 1, "a.csv", 10)
    while rows := shop.tick("export_expire_next"):
        assert rows[0]["export_id"] != export, "too young"
    shop.admin.execute(
        "UPDATE exports SET finished_at = finished_at - INTERVAL 1 YEAR WHERE export_id = %s",
        export,
    )
    assert shop.tick("export_expire_next") == [{"export_id": export, "file_name": "a.csv"}]
    assert state(shop, export) == "expired"
