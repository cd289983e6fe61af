"""cart_shipping_set."""

from __future__ import annotations

import json

import pytest

from tests.sql.procedures.carts.guests import no_more_carts
from tests.support.logins import refused
from tests.support.shop import Shop, new_client, new_secret, unique


def test_cart_shipping_set__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("cart_shipping_set", new_secret(), None, "pickup", new_client())


def test_cart_shipping_set_makes_the_total_that_of_the_order(shop: Shop) -> None:
    person = shop.customer()
    shop.fill_cart(person, {shop.product(price="3.00", tax_rate="0.00"): 1})
    for code, total in (("express", "12.90"), ("pickup", "3.00")):
        row = shop.api.call("cart_shipping_set", person.session, None, code, new_client())[0]
        cart = json.loads(row["document"])
        assert (cart["shipping_method"], cart["total"]) == (code, total)
    assert shop.place(person, shipping="pickup")["total"] == "3.00"


def test_cart_shipping_set_of_a_guest(shop: Shop) -> None:
    row = shop.api.call("cart_shipping_set", None, unique("token"), "pickup", new_client())[0]
    assert json.loads(row["document"])["shipping_method"] == "pickup"


@pytest.mark.parametrize("code", [None, "", "teleport", "PICKUP"])
def test_cart_shipping_set__validation_failed(shop: Shop, code: str | None) -> None:
    with refused("validation_failed"):
        shop.api.call("cart_shipping_set", shop.customer().session, None, code, new_client())


def test_cart_shipping_set__cart_full(shop: Shop) -> None:
    person = shop.customer()
    shop.fill_cart(person, {shop.product(): 1 for _ in range(2)})
    with shop.setting("cart_line_limit", "1"), refused("cart_full"):
        shop.api.call("cart_shipping_set", person.session, None, "pickup", new_client())


def test_cart_shipping_set__rate_limited(shop: Shop) -> None:
    no_more_carts(shop, "cart_shipping_set", "pickup")
