"""product_update."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop


def test_product_update__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("product_update", None, 1, 1, "{}")


def test_product_update__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.api.call("product_update", shop.customer().session, 1, 1, "{}")


def update(shop: Shop, product: int, version: int = 1, **fields: Any) -> dict[str, Any]:
    """Change a product of which this version was seen."""
    return shop.api.call("product_update", shop.staff().session, product, version, json.dumps(fields))[0]


def test_product_update(shop: Shop) -> None:
    product = shop.product(price="5.00")
    row = update(shop, product, price="6.25", status="not_for_sale")
    assert (row["price"], row["status"], row["version"]) == (Decimal("6.25"), "not_for_sale", 2)
    assert update(shop, product, 2, name="Other")["price"] == Decimal("6.25")


def test_product_update_raises_the_version_of_the_catalogue(shop: Shop) -> None:
    product = shop.product()
    before = shop.admin.value("SELECT version FROM catalogue_versions")
    update(shop, product, name="Other")
    assert shop.admin.value("SELECT version FROM catalogue_versions") > before


def test_product_update__not_found(shop: Shop) -> None:
    with refused("not_found"):
        update(shop, NOBODY, name="Other")


def test_product_update__precondition_failed(shop: Shop) -> None:
    with refused("precondition_failed"):
        update(shop, shop.product(), 7, name="Other")


@pytest.mark.parametrize(
    "fields", [{"price": "1.005"}, {"price": None}, {"category": "nowhere"}, {"status": "Active"}]
)
def test_product_update__validation_failed(shop: Shop, fields: dict[str, Any]) -> None:
    with refused("validation_failed"):
        update(shop, shop.product(), **fields)


def test_product_update__sku_taken(shop: Shop) -> None:
    taken = update(shop, shop.product(), name="First")["sku"]
    with refused("sku_taken"):
        update(shop, shop.product(), sku=taken)


def test_product_update__slug_taken(shop: Shop) -> None:
    taken = update(shop, shop.product(), name="First")["slug"]
    with refused("slug_taken"):
        update(shop, shop.product(), slug=taken)
