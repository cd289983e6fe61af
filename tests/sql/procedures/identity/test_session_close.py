"""session_close."""

from __future__ import annotations

import pytest

from tests.support.logins import refused
from tests.support.shop import Shop, new_secret


@pytest.mark.parametrize("kind", ["access", "refresh"])
def test_session_close(shop: Shop, kind: str) -> None:
    person, refresh = shop.customer(), new_secret()
    access = shop.log_in(person.email, refresh)
    shop.api.call("session_close", access if kind == "access" else refresh)
    with refused("unauthenticated"):
        shop.api.call("profile_update", access, "{}")
    with refused("unauthenticated"):
        shop.api.call("session_refresh", refresh, new_secret(), new_secret())
    shop.api.call("profile_update", person.session, "{}")


def test_session_close__unauthenticated(shop: Shop) -> None:
    access = shop.log_in(shop.customer().email)
    shop.api.call("session_close", access)
    for secret in (access, new_secret(), "", None):
        with refused("unauthenticated"):
            shop.api.call("session_close", secret)


def test_a_revoked_session_stays_revoked(shop: Shop) -> None:
    person = shop.customer()
    shop.api.call("session_close", person.session)
    with refused("row_kept"):
        shop.admin.execute("UPDATE sessions SET revoked_at = NULL WHERE user_id = %s", person.id)
