"""cart_item_add."""

from __future__ import annotations

import json

import pytest

from tests.sql.procedures.carts.guests import no_more_carts
from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop, new_client, new_secret, unique


def test_cart_item_add__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("cart_item_add", new_secret(), None, 1, None, "1", new_client())


def test_cart_item_add(shop: Shop) -> None:
    person, product = shop.customer(), shop.product(price="2.50", stock=5, tax_rate="20.00")
    shop.fill_cart(person, {product: 1})
    cart = shop.fill_cart(person, {product: 2})
    assert [(item["product_id"], item["quantity"]) for item in cart["items"]] == [(product, 3)]
    assert (cart["subtotal"], cart["shipping"], cart["tax"]) == ("7.50", "4.90", "1.50")
    assert cart["total"] == "13.90"


def test_cart_item_add_by_a_guest(shop: Shop) -> None:
    token, product = unique("token"), shop.product()
    row = shop.api.call("cart_item_add", None, token, product, None, "1", new_client())[0]
    assert json.loads(row["document"])["items"][0]["product_id"] == product


def test_cart_item_add_warns_of_what_is_short(shop: Shop) -> None:
    person, product = shop.customer(), shop.product(stock=1)
    cart = shop.fill_cart(person, {product: 2})
    assert cart["warnings"][0]["code"] == "insufficient_stock"


def test_cart_item_add__not_found(shop: Shop) -> None:
    person = shop.customer()
    for product in (NOBODY, shop.product(status="archived"), shop.product(status="not_for_sale")):
        with refused("not_found"):
            shop.api.call("cart_item_add", person.session, None, product, None, "1", new_client())


@pytest.mark.parametrize("quantity", [None, "0", "-1", "1.5", "1000", "100001", "99999999999"])
def test_cart_item_add__validation_failed(shop: Shop, quantity: str | None) -> None:
    with refused("validation_failed"):
        shop.api.call(
            "cart_item_add",
            shop.customer().session,
            None,
            shop.product(),
            None,
            quantity,
            new_client(),
        )


def test_cart_item_add__validation_failed_for_a_guest_without_token(shop: Shop) -> None:
    with refused("validation_failed"):
        shop.api.call("cart_item_add", None, None, shop.product(), None, "1", new_client())


def test_cart_item_add__cart_full(shop: Shop) -> None:
    person, products = shop.customer(), [shop.product(stock=0) for _ in range(2)]
    with shop.setting("cart_line_limit", "1"):
        shop.fill_cart(person, {products[0]: 1})
        with refused("cart_full"):
            shop.fill_cart(person, {products[1]: 1})


def with_sizes(shop: Shop) -> tuple[int, list[int]]:
    """A product in two sizes, and its variants."""
    product = shop.product(stock=0, options=[{"name": "Size", "values": ["M", "L"]}])
    version = shop.admin.value("SELECT version FROM products WHERE product_id = %s", product)
    fields = {"sku": unique("sku"), "price": "5.00", "values": {"Size": "L"}}
    shop.api.call("variant_create", shop.staff().session, product, version, json.dumps(fields))
    rows = shop.admin.rows(
        "SELECT variant_id FROM sellable_variants WHERE product_id = %s ORDER BY variant_id",
        product,
    )
    return product, [row["variant_id"] for row in rows]


def test_cart_item_add__variant_required(shop: Shop) -> None:
    product, variants = with_sizes(shop)
    person = shop.customer()
    assert len(variants) > 1
    with refused("variant_required"):
        shop.api.call("cart_item_add", person.session, None, product, None, "1", new_client())
    for given in (product, None):
        shop.api.call("cart_item_add", person.session, None, given, variants[1], "1", new_client())
    row = shop.api.call("cart_show", person.session, None)[0]
    items = json.loads(row["document"])["items"]
    assert [(item["variant_id"], item["quantity"]) for item in items] == [(variants[1], 2)]


def test_cart_item_add__not_found_for_a_variant_of_another_product(shop: Shop) -> None:
    product, other = shop.product(), shop.variant(shop.product())
    with refused("not_found"):
        shop.api.call(
            "cart_item_add", shop.customer().session, None, product, other, "1", new_client()
        )
    with refused("not_found"):
        shop.api.call(
            "cart_item_add", shop.customer().session, None, None, NOBODY, "1", new_client()
        )


def test_cart_item_add_counts_only_what_is_still_sold(shop: Shop) -> None:
    product, variants = with_sizes(shop)
    person = shop.customer()
    for variant in variants:
        shop.api.call("cart_item_add", person.session, None, None, variant, "1", new_client())
    shop.admin.execute(
        "UPDATE variants SET is_sold = FALSE WHERE product_id = %s AND variant_id <> %s",
        product,
        variants[-1],
    )
    row = shop.api.call("cart_item_add", person.session, None, product, None, "1", new_client())[0]
    items = json.loads(row["document"])["items"]
    assert [item["quantity"] for item in items] == [1] * (len(variants) - 1) + [2]


def test_cart_item_add__rate_limited(shop: Shop) -> None:
    no_more_carts(shop, "cart_item_add", shop.product(), None, "1")


def test_a_cart_that_was_refused_is_not_counted(shop: Shop) -> None:
    client, product = new_client(), shop.product()
    with shop.setting("guest_cart_client_limit", "1"):
        for _ in range(2):
            with refused("validation_failed"):
                shop.api.call("cart_item_add", None, unique(), product, None, "1000", client)
        shop.api.call("cart_item_add", None, unique(), product, None, "1", client)
