"""session_refresh."""

from __future__ import annotations

from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop, unique


def test_session_refresh(shop: Shop) -> None:
    person = shop.customer()
    session = shop.api.call("session_open", person.session, "test", "", None)[0]["session_id"]
    for _ in range(2):
        row = shop.api.call("session_refresh", session, unique("jti"))[0]
        assert row == {"user_id": person.id, "session_id": session}


def test_session_refresh__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("session_refresh", NOBODY, unique("jti"))


def test_session_refresh__unauthenticated_ends_the_session_of_a_copied_token(shop: Shop) -> None:
    session = shop.api.call("session_open", shop.customer().session, "test", "", None)[0]["session_id"]
    jti = unique("jti")
    shop.api.call("session_refresh", session, jti)
    for token in (jti, unique("jti")):
        with refused("unauthenticated"):
            shop.api.call("session_refresh", session, token)
