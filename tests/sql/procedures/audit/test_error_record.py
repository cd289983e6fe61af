"""error_record."""

from __future__ import annotations

from tests.support.shop import Shop


def test_error_record(shop: Shop) -> None:
    person = shop.customer()
    shop.api.call("error_record", person.id, "not_found", "There is no /nowhere.")
    row = shop.admin.rows(
        "SELECT kind, action, detail, db_user FROM store_audit.entries WHERE actor_id = %s"
        " ORDER BY entry_id DESC LIMIT 1",
        person.id,
    )[0]
    assert (row["kind"], row["action"]) == ("error", "not_found")
    assert row["detail"] == "There is no /nowhere."
    assert row["db_user"].startswith("api_login@")
