"""mail_failed."""

from __future__ import annotations

from tests.support.logins import refused
from tests.support.shop import Shop, unique


def claim(shop: Shop, user_id: int) -> tuple[int, str]:
    """Lease everything that is due; the mail of this user and its lease."""
    token = unique("lease")
    mails = shop.work("mail_claim", token, 100000)
    owner = shop.admin.rows("SELECT mail_id FROM mails WHERE user_id = %s", user_id)
    mine = {row["mail_id"] for row in owner}
    return next(mail["mail_id"] for mail in mails if mail["mail_id"] in mine), token


def test_mail_failed(shop: Shop) -> None:
    mail, token = claim(shop, shop.register().id)
    shop.work("mail_failed", mail, token, "451 later", False)
    row = shop.admin.rows(
        "SELECT state, last_error, due_at > UTC_TIMESTAMP() AS waits FROM mails WHERE mail_id = %s",
        mail,
    )[0]
    assert row == {"state": "queued", "last_error": "451 later", "waits": 1}


def test_mail_failed_for_good(shop: Shop) -> None:
    mail, token = claim(shop, shop.register().id)
    shop.work("mail_failed", mail, token, "550 no such user", True)
    assert shop.admin.value("SELECT state FROM mails WHERE mail_id = %s", mail) == "dead"


def test_mail_failed__lease_lost(shop: Shop) -> None:
    mail, token = claim(shop, shop.register().id)
    with refused("lease_lost"):
        shop.work("mail_failed", mail, unique("lease"), "no", False)
    shop.work("mail_sent", mail, token)
    with refused("lease_lost"):
        shop.work("mail_failed", mail, token, "no", False)
