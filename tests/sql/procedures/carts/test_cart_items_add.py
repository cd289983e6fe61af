"""cart_items_add."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sql.procedures.carts.guests import no_more_carts
from tests.sql.procedures.carts.test_cart_item_add import with_sizes
from tests.support.logins import refused
from tests.support.shop import NOBODY, Person, Shop, new_client, new_secret


def add(shop: Shop, person: Person, items: Any) -> list[dict[str, Any]]:
    """Put a list into the cart; the items of the cart then."""
    row = shop.api.call("cart_items_add", person.session, None, json.dumps(items), new_client())[0]
    return list(json.loads(row["document"])["items"])


def shown(shop: Shop, person: Person) -> list[dict[str, Any]]:
    """The items in a cart."""
    row = shop.api.call("cart_show", person.session, None)[0]
    return list(json.loads(row["document"])["items"])


def test_cart_items_add__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("cart_items_add", new_secret(), None, "[]", new_client())


def test_cart_items_add(shop: Shop) -> None:
    person, one, two = shop.customer(), shop.product(), shop.product()
    items = [
        {"product_id": two, "quantity": 1},
        {"product_id": one, "quantity": 2},
        {"variant_id": shop.variant(two), "quantity": 3},
    ]
    for times in (1, 2):
        found = [(item["product_id"], item["quantity"]) for item in add(shop, person, items)]
        assert found == [(two, 4 * times), (one, 2 * times)]


def test_cart_items_add__not_found_takes_none(shop: Shop) -> None:
    person = shop.customer()
    good = {"product_id": shop.product(), "quantity": 1}
    other = {"product_id": shop.product(), "variant_id": shop.variant(good["product_id"])}
    for bad in ({"product_id": NOBODY}, {"variant_id": NOBODY}, other, {}):
        with refused("not_found"):
            add(shop, person, [good, {**bad, "quantity": 1}])
    assert not shown(shop, person)


def test_cart_items_add__variant_required(shop: Shop) -> None:
    product, _ = with_sizes(shop)
    with refused("variant_required"):
        add(shop, shop.customer(), [{"product_id": product, "quantity": 1}])


@pytest.mark.parametrize("quantity", [None, 0, -1, 1.5, 100001, "abc"])
def test_cart_items_add__validation_failed(shop: Shop, quantity: Any) -> None:
    items = [{"product_id": shop.product(), "quantity": quantity}]
    with refused("validation_failed"):
        add(shop, shop.customer(), items)


def test_cart_items_add__cart_full(shop: Shop) -> None:
    person, products = shop.customer(), [shop.product(stock=0) for _ in range(2)]
    with shop.setting("cart_line_limit", "1"), refused("cart_full"):
        add(shop, person, [{"product_id": each, "quantity": 1} for each in products])
    assert not shown(shop, person)


@pytest.mark.parametrize("items", [None, [], {}])
def test_cart_items_add__validation_failed_for_what_is_no_list(shop: Shop, items: Any) -> None:
    with refused("validation_failed"):
        add(shop, shop.customer(), items)


def test_cart_items_add__rate_limited(shop: Shop) -> None:
    items = [{"product_id": shop.product(), "quantity": 1}]
    no_more_carts(shop, "cart_items_add", json.dumps(items))
