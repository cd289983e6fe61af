"""product_create."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from tests.support.logins import Login, refused
from tests.support.shop import Shop, unique


def test_product_create__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("product_create", None, "{}")


def test_product_create__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.api.call("product_create", shop.customer().session, "{}")


def create(shop: Shop, **fields: Any) -> dict[str, Any]:
    """Create a product of a fresh SKU."""
    sku = unique("sku")
    given = {"sku": sku, "name": f"Blue mug {sku}", "price": "1.00", "category": shop.category()}
    return shop.api.call("product_create", shop.staff().session, json.dumps({**given, **fields}))[0]


def test_product_create(shop: Shop) -> None:
    row = create(shop, price="12.5", attributes={"colour": "blue"})
    assert (row["price"], row["status"], row["on_hand"]) == (Decimal("12.50"), "active", 0)
    assert row["slug"].startswith("blue-mug-")
    assert json.loads(row["attributes"]) == {"colour": "blue"}


@pytest.mark.parametrize(
    "fields",
    [
        {"price": "1.005"},
        {"price": "-1"},
        {"price": "1e3"},
        {"price": "10\n"},
        {"price": "abc"},
        {"price": None},
        {"category": "no-such-category"},
        {"status": "no-such-status"},
        {"status": "ACTIVE"},
        {"name": "  "},
        {"sku": " "},
        {"sku": " a"},
        {"sku": "a "},
        {"sku": "a\t"},
        {"options": [{"name": "Size", "values": []}]},
        {"slug": "No Slug"},
        {"tax_rate": "100.01"},
        {"attributes": [1]},
    ],
)
def test_product_create__validation_failed(shop: Shop, fields: dict[str, Any]) -> None:
    with refused("validation_failed"):
        create(shop, **fields)


def test_product_create__sku_taken(shop: Shop) -> None:
    with refused("sku_taken"):
        create(shop, sku=create(shop)["sku"])


def test_product_create__slug_taken(shop: Shop) -> None:
    with refused("slug_taken"):
        create(shop, slug=create(shop)["slug"])


def test_a_sku_is_case_sensitive_as_printed(shop: Shop) -> None:
    sku = unique("Sku")
    assert [create(shop, sku=text)["sku"] for text in (sku, sku.upper())] == [sku, sku.upper()]


def test_product_create_without_options_has_one_variant(shop: Shop) -> None:
    row = create(shop, price="3.00")
    assert (json.loads(row["options"]), row["variant_count"]) == ([], 1)
    (variant,) = json.loads(row["variants"])
    assert (variant["sku"], variant["values"], variant["label"]) == (row["sku"], [], "")
    assert (variant["price"], variant["is_sold"], variant["available"]) == ("3.00", True, 0)


def test_product_create_with_options(shop: Shop) -> None:
    options = [{"name": "Size", "values": ["S", "M"]}]
    row = create(shop, options=options)
    assert json.loads(row["options"]) == options
    assert json.loads(row["variants"])[0]["values"] == ["S"]


def test_product_create__option_exists(shop: Shop) -> None:
    with refused("option_exists"):
        create(shop, options=[{"name": "Size", "values": ["S", "S"]}])


def test_product_create_takes_null_for_nothing_said(shop: Shop) -> None:
    row = create(shop, slug=None, description=None, status=None, tax_rate=None, options=None)
    assert row["slug"].startswith("blue-mug-")
    assert (row["description"], row["status"]) == ("", "active")


def test_a_product_of_direct_sql_is_sold_like_any_other(shop: Shop, as_owner: Login) -> None:
    sku = unique("raw")
    as_owner.execute(
        "INSERT INTO products (sku, slug, name, description, price_amount, category_id, attributes)"
        " SELECT %s, %s, 'Raw', '', 4.00, MIN(category_id), '{}' FROM categories",
        sku,
        sku,
    )
    product = int(shop.admin.value("SELECT product_id FROM products WHERE sku = %s", sku))
    shop.receive(shop.variant(product), 2)
    assert shop.stock(product) == (2, 0)
    shop.order(items={product: 2})
    assert shop.stock(product) == (2, 2)


def test_a_product_of_direct_sql_begins_with_one_variant(shop: Shop, as_owner: Login) -> None:
    for column in ("variant_count", "price_max_amount"):
        sku = unique("raw")
        insert = (
            f"INSERT INTO products (sku, slug, name, description, price_amount, {column},"
            " category_id, attributes)"
            " SELECT %s, %s, 'Raw', '', 4.00, 7, MIN(category_id), '{}' FROM categories"
        )
        if column == "variant_count":
            with refused("derived_value"):
                as_owner.execute(insert, sku, sku)
        else:
            as_owner.execute(insert, sku, sku)
            found = "SELECT price_max_amount FROM products WHERE sku = %s"
            assert as_owner.value(found, sku) == Decimal("4.00")
