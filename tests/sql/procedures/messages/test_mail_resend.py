"""mail_resend."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop

Claim = Callable[[int], tuple[int, str]]


def test_mail_resend__unauthenticated(shop: Shop, claim: Claim) -> None:
    with refused("unauthenticated"):
        shop.api.call("mail_resend", None, 1)


def test_mail_resend__forbidden(shop: Shop, claim: Claim) -> None:
    with refused("forbidden"):
        shop.api.call("mail_resend", shop.customer().session, 1)


def test_mail_resend(shop: Shop, claim: Claim) -> None:
    person = shop.register()
    mail, token = claim(person.id)
    shop.work("mail_failed", mail, token, "550", True)
    shop.api.call("mail_resend", shop.staff().session, mail)
    assert claim(person.id)[0] == mail


def test_mail_resend__not_found(shop: Shop, claim: Claim) -> None:
    mail, token = claim(shop.register().id)
    shop.work("mail_sent", mail, token)
    for other in (mail, NOBODY):
        with refused("not_found"):
            shop.api.call("mail_resend", shop.staff().session, other)
