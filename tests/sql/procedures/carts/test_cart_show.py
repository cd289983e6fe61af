"""cart_show."""

from __future__ import annotations

import json

from tests.support.logins import refused
from tests.support.shop import Shop, new_client, new_secret, unique


def test_cart_show__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("cart_show", new_secret(), None)


def test_cart_show(shop: Shop) -> None:
    person = shop.customer()
    empty = json.loads(shop.api.call("cart_show", person.session, None)[0]["document"])
    assert (empty["items"], empty["total"], empty["warnings"]) == ([], "0.00", [])
    cart = shop.fill_cart(person, {shop.product(): 2})
    assert json.loads(shop.api.call("cart_show", person.session, None)[0]["document"]) == cart


def test_cart_show_needs_the_token(shop: Shop) -> None:
    token = unique("token")
    shop.api.call("cart_item_add", None, token, shop.product(), None, "1", new_client())
    assert json.loads(shop.api.call("cart_show", None, token)[0]["document"])["items"]
    for other in (unique("token"), "", None):
        assert not json.loads(shop.api.call("cart_show", None, other)[0]["document"])["items"]


def test_cart_show__cart_full(shop: Shop) -> None:
    person = shop.customer()
    shop.fill_cart(person, {shop.product(): 1 for _ in range(2)})
    with shop.setting("cart_line_limit", "1"), refused("cart_full"):
        shop.api.call("cart_show", person.session, None)


def test_cart_show__validation_failed(shop: Shop) -> None:
    person = shop.customer()
    shop.fill_cart(person, {shop.product(): 2})
    with shop.setting("cart_quantity_limit", "1"), refused("validation_failed"):
        shop.api.call("cart_show", person.session, None)
