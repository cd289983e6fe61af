"""captcha_create."""

from __future__ import annotations

from tests.support.logins import refused
from tests.support.shop import PASSWORD_HASH, Shop, unique


def lock_out(shop: Shop, address: str) -> None:
    """Answer wrong as often as it is allowed."""
    for _ in range(5):
        with refused("captcha_failed"):
            shop.api.call(
                "user_register",
                "a@example.com",
                PASSWORD_HASH,
                "A",
                "BG",
                None,
                None,
                shop.captcha(address=address),
                "wrong",
                address,
            )


def test_captcha_create(shop: Shop) -> None:
    row = shop.api.call("captcha_create", "ABCDE", "198.51.100.1")[0]
    assert len(row["captcha_id"]) == 32
    assert row["expires_in"] == 300


def test_captcha_create__captcha_locked(shop: Shop) -> None:
    address = unique("address")
    lock_out(shop, address)
    with refused("captcha_locked"):
        shop.captcha(address=address)
    assert shop.captcha(address=unique("address"))
