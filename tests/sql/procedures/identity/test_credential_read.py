"""credential_read."""

from __future__ import annotations

from tests.support.shop import PASSWORD_HASH, Shop


def test_credential_read(shop: Shop) -> None:
    person = shop.customer()
    row = shop.api.call("credential_read", person.email.upper())[0]
    assert row == {"user_id": person.id, "password_hash": PASSWORD_HASH}


def test_credential_read_of_nobody(shop: Shop) -> None:
    assert shop.api.call("credential_read", "nobody@example.com") == []


def test_credential_read_of_the_inactive(shop: Shop) -> None:
    person = shop.customer()
    shop.admin.execute("UPDATE users SET is_active = FALSE WHERE user_id = %s", person.id)
    assert shop.api.call("credential_read", person.email) == []
