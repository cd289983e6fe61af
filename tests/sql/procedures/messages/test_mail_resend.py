"""mail_resend."""

from __future__ import annotations

from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop, unique


def claim(shop: Shop, user_id: int) -> tuple[int, str]:
    """Lease everything that is due; the mail of this user and its lease."""
    token = unique("lease")
    mails = shop.work("mail_claim", token, 100000)
    owner = shop.admin.rows("SELECT mail_id FROM mails WHERE user_id = %s", user_id)
    mine = {row["mail_id"] for row in owner}
    return next(mail["mail_id"] for mail in mails if mail["mail_id"] in mine), token


def test_mail_resend__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("mail_resend", None, 1)


def test_mail_resend__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.api.call("mail_resend", shop.customer().session, 1)


def test_mail_resend(shop: Shop) -> None:
    person = shop.register()
    mail, token = claim(shop, person.id)
    shop.work("mail_failed", mail, token, "550", True)
    shop.api.call("mail_resend", shop.staff().session, mail)
    assert claim(shop, person.id)[0] == mail


def test_mail_resend__not_found(shop: Shop) -> None:
    mail, token = claim(shop, shop.register().id)
    shop.work("mail_sent", mail, token)
    for other in (mail, NOBODY):
        with refused("not_found"):
            shop.api.call("mail_resend", shop.staff().session, other)
