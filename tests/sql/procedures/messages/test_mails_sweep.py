"""mails_sweep."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.logins import refused
from tests.support.shop import Shop


def test_mails_sweep__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("mails_sweep", None)


def test_mails_sweep__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("mails_sweep", shop.services["worker"])


def test_mails_sweep_takes_mails_back_from_the_dead_and_gives_up(
    shop: Shop,
    claim: Callable[[int], tuple[int, str]],
    mail_state: Callable[[int], str],
) -> None:
    person = shop.register()
    for attempt in range(1, 9):
        mail, token = claim(person.id)
        shop.tick("mails_sweep")
        assert mail_state(mail) == "sending", "its worker lives"
        shop.admin.execute("UPDATE mails SET due_at = UTC_TIMESTAMP(6) WHERE mail_id = %s", mail)
        shop.tick("mails_sweep")
        assert mail_state(mail) == ("dead" if attempt == 8 else "queued")
        with refused("lease_lost"):
            shop.work("mail_sent", mail, token)
