"""expired_purge."""

from __future__ import annotations

import json
from hashlib import sha256

from tests.support.shop import Shop, new_key, unique


def test_expired_purge(shop: Shop) -> None:
    captcha, token, product = shop.captcha(), unique("token"), shop.product()
    shop.api.call("cart_item_add", None, token, product, "1")
    order, key = shop.order(), new_key()
    shop.pay(order, key)
    session = shop.api.call("session_open", shop.customer().session, "test", "", None)[0][
        "session_id"
    ]
    jti = unique("jti")
    shop.api.call("session_refresh", session, jti)
    shop.admin.execute(
        "UPDATE captchas SET expires_at = '2020-01-01' WHERE captcha_id = %s", captcha
    )
    shop.admin.execute(
        "UPDATE carts SET updated_at = '2020-01-01' WHERE token_hash = SHA2(%s, 256)", token
    )
    shop.admin.execute(
        "UPDATE idempotency_keys SET created_at = '2020-01-01' WHERE idempotency_key = %s", key
    )
    shop.admin.execute(
        "UPDATE sessions SET expires_at = '2020-01-01' WHERE session_id = %s", session
    )
    shop.tick("expired_purge")
    for table, column, value in (
        ("captchas", "captcha_id", captcha),
        ("carts", "token_hash", sha256(token.encode()).hexdigest()),
        ("idempotency_keys", "idempotency_key", key),
        ("spent_refresh_tokens", "jti", jti),
    ):
        left = shop.admin.value(f"SELECT COUNT(*) FROM {table} WHERE {column} = %s", value)
        assert left == 0, table


def test_expired_purge_keeps_what_has_not_run_out(shop: Shop) -> None:
    captcha, person = shop.captcha(), shop.customer()
    shop.fill_cart(person, {shop.product(): 1})
    shop.tick("expired_purge")
    assert shop.admin.value("SELECT COUNT(*) FROM captchas WHERE captcha_id = %s", captcha) == 1
    assert json.loads(shop.api.call("cart_show", person.session, None)[0]["document"])["items"]
