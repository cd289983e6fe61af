"""product_create."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from tests.support.logins import refused
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
