"""export_claim."""

from __future__ import annotations

from tests.sql.procedures.reports.conftest import Desk
from tests.support.logins import refused
from tests.support.shop import Shop, unique


def test_export_claim(shop: Shop, desk: Desk) -> None:
    export = desk.request()
    desk.claim(export)
    assert desk.state(export) == "running"
    while rows := shop.work("export_claim", unique("lease")):
        assert rows[0]["export_id"] != export, "leased twice"


def test_export_claim_takes_over_from_the_dead_and_gives_up(shop: Shop, desk: Desk) -> None:
    export = desk.request()
    for _ in range(3):
        desk.claim(export)
        shop.admin.execute(
            "UPDATE exports SET due_at = UTC_TIMESTAMP(6) WHERE export_id = %s", export
        )
    while shop.work("export_claim", unique("lease")):
        pass
    assert desk.state(export) == "failed"


def test_export_claim_names_the_lease_that_it_takes_and_forgets_its_error(
    shop: Shop, desk: Desk
) -> None:
    export = desk.request()
    lost = desk.claim(export)
    shop.admin.execute(
        "UPDATE exports SET due_at = UTC_TIMESTAMP(6), last_error = 'Full.' WHERE export_id = %s",
        export,
    )
    while row := shop.work("export_claim", unique("lease"))[0]:
        if row["export_id"] == export:
            break
    assert row["lost_lease_token"] == lost
    error = "SELECT last_error FROM exports WHERE export_id = %s"
    assert shop.admin.value(error, export) is None


def test_export_claim__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("export_claim", None, "lease")


def test_export_claim__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("export_claim", shop.staff().session, "lease")
