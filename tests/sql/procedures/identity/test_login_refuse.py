"""login_refuse."""

from __future__ import annotations

from tests.support.logins import refused
from tests.support.shop import Shop


def test_login_refuse__unauthenticated(shop: Shop) -> None:
    person, texts = shop.customer(), set()
    for email in (person.email, "nobody@example.com"):
        with refused("unauthenticated") as caught:
            shop.api.call("login_refuse", email, "198.51.100.1")
        texts.add(caught.value.text)
    assert len(texts) == 1, "it tells who is registered"
    action = shop.admin.value(
        "SELECT action FROM store_audit.entries WHERE kind = 'error' AND actor_id = %s", person.id
    )
    assert action == "unauthenticated"
