"""cart_shipping_set."""

from __future__ import annotations

import json

import pytest

from tests.support.logins import refused
from tests.support.shop import Shop, new_secret, unique


def test_cart_shipping_set__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("cart_shipping_set", new_secret(), None, "pickup")


def test_cart_shipping_set_makes_the_total_that_of_the_order(shop: Shop) -> None:
    person = shop.customer()
    shop.fill_cart(person, {shop.product(price="3.00", tax_rate="0.00"): 1})
    for code, total in (("express", "12.90"), ("pickup", "3.00")):
        row = shop.api.call("cart_shipping_set", person.session, None, code)[0]
        cart = json.loads(row["document"])
        assert (cart["shipping_method"], cart["total"]) == (code, total)
    assert shop.place(person, shipping="pickup")["total"] == "3.00"


def test_cart_shipping_set_of_a_guest(shop: Shop) -> None:
    row = shop.api.call("cart_shipping_set", None, unique("token"), "pickup")[0]
    assert json.loads(row["document"])["shipping_method"] == "pickup"


@pytest.mark.parametrize("code", [None, "", "teleport", "PICKUP"])
def test_cart_shipping_set__validation_failed(shop: Shop, code: str | None) -> None:
    with refused("validation_failed"):
        shop.api.call("cart_shipping_set", shop.customer().session, None, code)


def test_cart_shipping_set__cart_full_where_the_limit_was_lowered(shop: Shop) -> None:
    person = shop.customer()
    shop.fill_cart(person, {shop.product(): 2, shop.product(): 1})
    limit = shop.admin.value("SELECT value FROM settings WHERE setting_code = 'cart_line_limit'")
    shop.api.call("setting_update", shop.staff().session, "cart_line_limit", "1")
    try:
        with refused("cart_full"):
            shop.api.call("cart_shipping_set", person.session, None, "pickup")
    finally:
        shop.api.call("setting_update", shop.staff().session, "cart_line_limit", limit)
