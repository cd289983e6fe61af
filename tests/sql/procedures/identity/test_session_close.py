"""session_close."""

from __future__ import annotations

from tests.support.logins import refused
from tests.support.shop import Shop, unique


def test_session_close__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("session_close", None, 1)


def test_session_close(shop: Shop) -> None:
    person = shop.customer()
    session = shop.api.call("session_open", person.session, "test", "", None)[0]["session_id"]
    shop.api.call("session_close", shop.customer().session, session)
    shop.api.call("session_refresh", session, unique("jti"))
    shop.api.call("session_close", person.session, session)
    with refused("unauthenticated"):
        shop.api.call("session_refresh", session, unique("jti"))
