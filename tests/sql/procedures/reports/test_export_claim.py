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


def test_whoever_may_no_longer_see_a_report_gets_no_file(shop: Shop, desk: Desk) -> None:
    """Rights are asked for when the file is made: its owner has lost them, or has left."""
    for loss in (
        "DELETE FROM user_roles WHERE user_id = %s AND role_code = 'admin'",
        "UPDATE users SET is_active = FALSE WHERE user_id = %s",
    ):
        person = shop.customer()
        shop.admin.execute("INSERT INTO user_roles VALUES (%s, 'admin')", person.id)
        asked = (person.session, desk.register(), "csv", "{}")
        export = shop.api.call("export_request", *asked)[0]["export_id"]
        shop.admin.execute(loss, person.id)
        while (row := shop.work("export_claim", unique("lease"))[0])["export_id"] != export:
            continue
        assert row["state"] == desk.state(export) == "failed"
        error = shop.admin.value("SELECT last_error FROM exports WHERE export_id = %s", export)
        assert error == "Its owner may no longer see this report."


def test_export_claim__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("export_claim", None, "lease")


def test_export_claim__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("export_claim", shop.staff().session, "lease")
