"""mail_failed."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.logins import refused
from tests.support.shop import Shop, unique

Claim = Callable[[int], tuple[int, str]]


def test_mail_failed(shop: Shop, claim: Claim) -> None:
    mail, token = claim(shop.register().id)
    shop.work("mail_failed", mail, token, "451 later", False)
    row = shop.admin.rows(
        "SELECT state, last_error, due_at > UTC_TIMESTAMP() AS waits FROM mails WHERE mail_id = %s",
        mail,
    )[0]
    assert row == {"state": "queued", "last_error": "451 later", "waits": 1}


def test_mail_failed_for_good(shop: Shop, claim: Claim) -> None:
    mail, token = claim(shop.register().id)
    shop.work("mail_failed", mail, token, "550 no such user", True)
    assert shop.admin.value("SELECT state FROM mails WHERE mail_id = %s", mail) == "dead"


def test_mail_failed__lease_lost(shop: Shop, claim: Claim) -> None:
    mail, token = claim(shop.register().id)
    with refused("lease_lost"):
        shop.work("mail_failed", mail, unique("lease"), "no", False)
    shop.work("mail_sent", mail, token)
    with refused("lease_lost"):
        shop.work("mail_failed", mail, token, "no", False)


def test_mail_failed__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("mail_failed", None, 1, "lease", "no", False)


def test_mail_failed__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("mail_failed", shop.staff().session, 1, "lease", "no", False)


def test_mail_failed_too_often_is_dead(shop: Shop, claim: Claim) -> None:
    person = shop.register()
    limit = int(shop.admin.value("SELECT value FROM settings WHERE setting_code = 'mail_attempts'"))
    waits = []
    for _ in range(limit):
        mail, token = claim(person.id)
        shop.work("mail_failed", mail, token, "451 later", False)
        waits.append(
            shop.admin.value(
                "SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), due_at) FROM mails"
                " WHERE mail_id = %s",
                mail,
            )
        )
        shop.admin.execute(
            "UPDATE mails SET due_at = UTC_TIMESTAMP(6) - INTERVAL 1 SECOND WHERE mail_id = %s",
            mail,
        )
    assert waits == sorted(waits) and waits[-1] > 100 * waits[0]
    assert shop.admin.value("SELECT state FROM mails WHERE mail_id = %s", mail) == "dead"
