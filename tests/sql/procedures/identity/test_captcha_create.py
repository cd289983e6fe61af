"""captcha_create."""

from __future__ import annotations

from tests.support.logins import refused
from tests.support.shop import PASSWORD_HASH, Shop, new_client, unique


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


def test_captcha_create__rate_limited(shop: Shop) -> None:
    client, rows = new_client(), "SELECT COUNT(*) FROM captchas WHERE client_address = %s"
    with shop.setting("captcha_client_limit", "3"):
        for _ in range(3):
            shop.captcha(address=client)
        for _ in range(3):
            with refused("rate_limited"):
                shop.captcha(address=client)
        assert shop.captcha(address=new_client())
    assert shop.admin.value(rows, client) == 3
    count = "SELECT try_count FROM tries WHERE who = CONCAT('client:', %s)"
    assert shop.admin.value(count, client) == 3
