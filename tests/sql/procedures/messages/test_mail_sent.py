"""mail_sent."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.logins import refused
from tests.support.shop import Shop, unique

Claim = Callable[[int], tuple[int, str]]


def test_mail_sent(shop: Shop, claim: Claim) -> None:
    mail, token = claim(shop.register().id)
    shop.work("mail_sent", mail, token)
    row = shop.admin.rows(
        "SELECT state, lease_token, sent_at <= UTC_TIMESTAMP(6) AS is_sent FROM mails"
        " WHERE mail_id = %s",
        mail,
    )[0]
    assert row == {"state": "sent", "lease_token": None, "is_sent": 1}


def test_mail_sent__lease_lost(shop: Shop, claim: Claim) -> None:
    mail, token = claim(shop.register().id)
    shop.work("mail_sent", mail, token)
    for lease in (token, unique("lease")):
        with refused("lease_lost"):
            shop.work("mail_sent", mail, lease)


def test_mail_sent__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("mail_sent", None, 1, "lease")


def test_mail_sent__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("mail_sent", shop.staff().session, 1, "lease")
