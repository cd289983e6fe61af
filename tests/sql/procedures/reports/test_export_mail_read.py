"""export_mail_read."""

from __future__ import annotations

from tests.support.logins import refused
from tests.support.schedules import due_export, leased, mail_of
from tests.support.shop import Shop, unique


def test_export_mail_read(shop: Shop) -> None:
    """The end of a scheduled export is one event and one mail, which tells of its file."""
    export = due_export(shop)
    shop.work("export_finish", export, leased(shop, export), 5, "a.csv", 100, "[]")
    row = shop.work("export_mail_read", *mail_of(shop, export))[0]
    assert (row["export_id"], row["title"], row["state"]) == (export, "Every day", "done")
    assert (row["written_rows"], row["file_bytes"], row["is_allowed"]) == (5, 100, 1)


def test_a_failure_is_told_too(shop: Shop) -> None:
    export = due_export(shop)
    shop.work("export_fail", export, leased(shop, export), "The disk is full.", True)
    row = shop.work("export_mail_read", *mail_of(shop, export))[0]
    assert (row["state"], row["last_error"]) == ("failed", "The disk is full.")


def test_a_try_that_is_made_again_is_not_told(shop: Shop) -> None:
    export = due_export(shop)
    shop.work("export_fail", export, leased(shop, export), "no", False)
    assert shop.admin.value("SELECT event_id FROM exports WHERE export_id = %s", export) is None


def test_export_mail_read__lease_lost(shop: Shop) -> None:
    export = due_export(shop)
    shop.work("export_fail", export, leased(shop, export), "no", True)
    mail, _ = mail_of(shop, export)
    with refused("lease_lost"):
        shop.work("export_mail_read", mail, unique("lease"))


def test_export_mail_read__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("export_mail_read", None, 1, "lease")


def test_export_mail_read__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("export_mail_read", shop.staff().session, 1, "lease")
