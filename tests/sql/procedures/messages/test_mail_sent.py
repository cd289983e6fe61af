"""mail_sent."""

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


def test_mail_sent(shop: Shop) -> None:
    mail, token = claim(shop, shop.register().id)
    shop.work("mail_sent", mail, token)
    row = shop.admin.rows("SELECT state, secrets FROM mails WHERE mail_id = %s", mail)[0]
    assert row == {"state": "sent", "secrets": None}


def test_mail_sent__lease_lost(shop: Shop) -> None:
    mail, token = claim(shop, shop.register().id)
    shop.work("mail_sent", mail, token)
    for lease in (token, unique("lease")):
        with refused("lease_lost"):
            shop.work("mail_sent", mail, lease)
