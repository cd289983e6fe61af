"""order_place."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.logins import refused
from tests.support.shop import ADDRESS, Shop, new_key


def test_order_place__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("order_place", None, new_key(), None, None, "standard", None)


def test_order_place(shop: Shop) -> None:
    first, second = shop.product(price="3.33", tax_rate="20.00"), shop.product(price="0.05")
    buyer = shop.customer()
    cart = shop.fill_cart(buyer, {first: 3, second: 1})
    order = shop.place(buyer, note="Ring twice", shipping="express")
    assert (order["status"], order["subtotal"], order["shipping"]) == (
        "ready_for_paying",
        "10.04",
        "9.90",
    )
    assert order["tax"] == cart["tax"]
    assert order["total"] == "21.95"
    assert order["customer_note"] == "Ring twice"
    assert order["address"]["line1"] == ADDRESS["line1"]
    assert [item["product_id"] for item in order["items"]] == [first, second]
    assert json.loads(shop.api.call("cart_show", buyer.session, None)[0]["document"])["items"] == []


def test_order_place_to_an_address_of_the_book(shop: Shop) -> None:
    buyer = shop.customer()
    address = shop.api.call("address_create", buyer.session, json.dumps(ADDRESS))[0]["id"]
    shop.fill_cart(buyer, {shop.product(): 1})
    assert shop.place(buyer, address_id=address)["address"]["id"] == address


def test_order_place_again_with_its_key_gives_the_same_answer(shop: Shop) -> None:
    buyer, key = shop.customer(), new_key()
    product = shop.product(stock=5)
    shop.fill_cart(buyer, {product: 2})
    order = shop.place(buyer, key)
    shop.fill_cart(buyer, {product: 2})
    assert shop.place(buyer, key) == order
    assert shop.stock(product) == (5, 2)


def test_order_place__email_not_verified(shop: Shop) -> None:
    buyer = shop.register()
    shop.fill_cart(buyer, {shop.product(): 1})
    with refused("email_not_verified"):
        shop.place(buyer)


def test_order_place__cart_empty(shop: Shop) -> None:
    with refused("cart_empty"):
        shop.place(shop.customer())


def test_order_place__insufficient_stock(shop: Shop) -> None:
    short, gone, plenty = shop.product(stock=1), shop.product(stock=0), shop.product(stock=9)
    buyer = shop.customer()
    shop.fill_cart(buyer, {short: 2, gone: 1, plenty: 1})
    with refused("insufficient_stock") as caught:
        shop.place(buyer)
    rows = [(row["product_id"], row["requested"], row["available"]) for row in caught.value.sets[0]]
    assert rows == [(short, 2, 1), (gone, 1, 0)]
    assert shop.stock(plenty) == (9, 0)
    assert shop.api.call("cart_show", buyer.session, None)


def test_order_place__insufficient_stock_is_not_kept_under_the_key(shop: Shop) -> None:
    buyer, key, product = shop.customer(), new_key(), shop.product(stock=0)
    shop.fill_cart(buyer, {product: 1})
    with refused("insufficient_stock"):
        shop.place(buyer, key)
    shop.receive(shop.variant(product), 1)
    assert shop.place(buyer, key)["status"] == "ready_for_paying"


def test_order_place__product_unavailable(shop: Shop) -> None:
    buyer, product = shop.customer(), shop.product()
    shop.fill_cart(buyer, {product: 1})
    shop.api.call("product_archive", shop.staff().session, product, 1)
    with refused("product_unavailable"):
        shop.place(buyer)


def test_order_place__not_owned(shop: Shop) -> None:
    buyer = shop.customer()
    other = shop.api.call("address_create", shop.customer().session, json.dumps(ADDRESS))[0]["id"]
    shop.fill_cart(buyer, {shop.product(): 1})
    with refused("not_owned"):
        shop.place(buyer, address_id=other)


@pytest.mark.parametrize(
    "fields",
    [
        {"shipping": "teleport"},
        {"shipping": "STANDARD"},
        {"address": {**ADDRESS, "country": "XX"}},
        {"address": {**ADDRESS, "line1": " "}},
        {"address": {**ADDRESS, "phone": "12"}},
        {"address": {}},
        {"key": ""},
        {"key": " "},
    ],
)
def test_order_place__validation_failed(shop: Shop, fields: dict[str, Any]) -> None:
    buyer = shop.customer()
    shop.fill_cart(buyer, {shop.product(): 1})
    with refused("validation_failed"):
        shop.api.call(
            "order_place",
            buyer.session,
            fields.get("key", new_key()),
            None,
            json.dumps(fields.get("address", ADDRESS)),
            fields.get("shipping", "standard"),
            None,
        )


def test_order_place__idempotency_conflict(shop: Shop) -> None:
    buyer, key = shop.customer(), new_key()
    shop.fill_cart(buyer, {shop.product(): 1})
    shop.place(buyer, key)
    with refused("idempotency_conflict"):
        shop.place(buyer, key, note="Another body")
