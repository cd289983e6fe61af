"""session_open."""

from __future__ import annotations

import json

from tests.support.logins import refused
from tests.support.shop import Shop, unique


def test_session_open__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("session_open", None, "test", "", None)


def test_session_open(shop: Shop) -> None:
    person = shop.staff("support")
    row = shop.api.call("session_open", person.session, "x" * 300, "198.51.100.1", None)[0]
    assert (row["id"], row["email"], row["verified"]) == (person.id, person.email, 1)
    assert "orders.update" in json.loads(row["permissions"])


def test_session_open_lets_the_guest_cart_join(shop: Shop) -> None:
    person, token = shop.customer(), unique("token")
    both, one = shop.product(stock=2000), shop.product()
    shop.fill_cart(person, {both: 998})
    for product in (both, one):
        shop.api.call("cart_item_add", None, token, product, "2")
    shop.api.call("session_open", person.session, "test", "", token)
    cart = json.loads(shop.api.call("cart_show", person.session, None)[0]["document"])
    assert {item["product_id"]: item["quantity"] for item in cart["items"]} == {both: 999, one: 2}
    guest = json.loads(shop.api.call("cart_show", None, token)[0]["document"])
    assert guest["items"] == []


def test_session_open__unauthenticated_when_inactive(shop: Shop) -> None:
    person = shop.customer()
    shop.admin.execute("UPDATE users SET is_active = FALSE WHERE user_id = %s", person.id)
    with refused("unauthenticated"):
        shop.api.call("session_open", person.session, "test", "", None)
