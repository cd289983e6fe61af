"""cart_item_set."""

from __future__ import annotations

import json

import pytest

from tests.sql.procedures.carts.guests import no_more_carts
from tests.support.logins import refused
from tests.support.shop import Shop, new_client, new_secret


def test_cart_item_set__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("cart_item_set", new_secret(), None, 1, "1", new_client())


def test_cart_item_set(shop: Shop) -> None:
    person = shop.customer()
    item = shop.fill_cart(person, {shop.product(): 1})["items"][0]
    for _ in range(2):
        row = shop.api.call("cart_item_set", person.session, None, item["id"], "4", new_client())[0]
        assert json.loads(row["document"])["items"][0]["quantity"] == 4


def test_cart_item_set__not_found(shop: Shop) -> None:
    item = shop.fill_cart(shop.customer(), {shop.product(): 1})["items"][0]
    with refused("not_found"):
        shop.api.call("cart_item_set", shop.customer().session, None, item["id"], "1", new_client())


@pytest.mark.parametrize("quantity", [None, "0", "-1", "1.5", "1000", "100001"])
def test_cart_item_set__validation_failed(shop: Shop, quantity: str | None) -> None:
    person = shop.customer()
    item = shop.fill_cart(person, {shop.product(): 1})["items"][0]
    with refused("validation_failed"):
        shop.api.call("cart_item_set", person.session, None, item["id"], quantity, new_client())


def test_cart_item_set__cart_full(shop: Shop) -> None:
    person = shop.customer()
    cart = shop.fill_cart(person, {shop.product(): 1, shop.product(): 1})
    with shop.setting("cart_line_limit", "1"), refused("cart_full"):
        shop.api.call(
            "cart_item_set", person.session, None, cart["items"][0]["id"], "2", new_client()
        )


def test_cart_item_set__rate_limited(shop: Shop) -> None:
    no_more_carts(shop, "cart_item_set", 1, "1")
