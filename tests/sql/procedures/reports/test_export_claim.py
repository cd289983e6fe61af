"""export_claim."""

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


def test_export_claim(shop: Shop) -> None:
    export = request(shop)
    claim(shop, export)
    assert state(shop, export) == "running"
    while rows := shop.work("export_claim", unique("lease")):
        assert rows[0]["export_id"] != export, "leased twice"


def test_export_claim_takes_over_from_the_dead_and_gives_up(shop: Shop) -> None:
    export = request(shop)
    for _ in range(3):
        claim(shop, export)
        shop.admin.execute(
            "UPDATE exports SET due_at = UTC_TIMESTAMP(6) WHERE export_id = %s", export
        )
    while shop.work("export_claim", unique("lease")):
        pass
    assert state(shop, export) == "failed"
