"""user_verify."""

from __future__ import annotations

from tests.support.logins import refused
from tests.support.shop import Shop


def test_user_verify(shop: Shop) -> None:
    person = shop.register()
    row = shop.api.call("user_verify", shop.verification_token(person))[0]
    assert (row["id"], row["verified"]) == (person.id, 1)


def test_user_verify__token_invalid(shop: Shop) -> None:
    person = shop.register()
    token = shop.verification_token(person)
    shop.api.call("user_verify", token)
    for bad in (token, "no-such-token", ""):
        with refused("token_invalid"):
            shop.api.call("user_verify", bad)


def test_user_verify__token_invalid_when_it_has_expired(shop: Shop) -> None:
    person = shop.register()
    token = shop.verification_token(person)
    shop.admin.execute(
        "UPDATE email_verifications SET expires_at = UTC_TIMESTAMP(6) WHERE user_id = %s", person.id
    )
    with refused("token_invalid"):
        shop.api.call("user_verify", token)
