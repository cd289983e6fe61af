"""cart_item_remove."""

from __future__ import annotations

import json

from tests.sql.procedures.carts.guests import no_more_carts
from tests.support.logins import refused
from tests.support.shop import Shop, new_client, new_secret


def test_cart_item_remove__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("cart_item_remove", new_secret(), None, 1, new_client())


def test_cart_item_remove(shop: Shop) -> None:
    person = shop.customer()
    item = shop.fill_cart(person, {shop.product(): 1})["items"][0]
    row = shop.api.call("cart_item_remove", person.session, None, item["id"], new_client())[0]
    assert json.loads(row["document"])["items"] == []


def test_cart_item_remove__not_found(shop: Shop) -> None:
    item = shop.fill_cart(shop.customer(), {shop.product(): 1})["items"][0]
    with refused("not_found"):
        shop.api.call("cart_item_remove", shop.customer().session, None, item["id"], new_client())


def test_cart_item_remove__validation_failed(shop: Shop) -> None:
    with refused("validation_failed"):
        shop.api.call("cart_item_remove", None, "", 1, new_client())


def test_cart_item_remove__cart_full_while_too_many_stay(shop: Shop) -> None:
    person = shop.customer()
    cart = shop.fill_cart(person, {shop.product(): 1 for _ in range(3)})
    with shop.setting("cart_line_limit", "1"), refused("cart_full"):
        shop.api.call(
            "cart_item_remove", person.session, None, cart["items"][0]["id"], new_client()
        )


def test_cart_item_remove__validation_failed_while_too_many_pieces_stay(shop: Shop) -> None:
    person = shop.customer()
    cart = shop.fill_cart(person, {shop.product(): 2, shop.product(): 1})
    with shop.setting("cart_quantity_limit", "1"), refused("validation_failed"):
        shop.api.call(
            "cart_item_remove", person.session, None, cart["items"][1]["id"], new_client()
        )


def test_cart_item_remove__rate_limited(shop: Shop) -> None:
    no_more_carts(shop, "cart_item_remove", 1)
