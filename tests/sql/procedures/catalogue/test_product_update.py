"""product_update."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from tests.sql.procedures.catalogue.conftest import Shelf
from tests.support.logins import SqlError, refused
from tests.support.shop import NOBODY, Shop


def test_product_update__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("product_update", None, 1, 1, "{}")


def test_product_update__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.api.call("product_update", shop.customer().session, 1, 1, "{}")


def update(shop: Shop, product: int, version: int = 1, **fields: Any) -> dict[str, Any]:
    """Change a product of which this version was seen."""
    return shop.api.call(
        "product_update", shop.staff().session, product, version, json.dumps(fields)
    )[0]


def test_product_update(shop: Shop) -> None:
    product = shop.product(price="5.00")
    row = update(shop, product, price="6.25", status="not_for_sale")
    assert (row["price"], row["status"]) == (Decimal("6.25"), "not_for_sale")
    assert row["version"] > 1
    assert update(shop, product, row["version"], name="Other")["price"] == Decimal("6.25")


def test_product_update_raises_the_version_of_the_catalogue(shop: Shop) -> None:
    product = shop.product()
    before = shop.admin.value("SELECT version FROM catalogue_versions")
    update(shop, product, name="Other")
    assert shop.admin.value("SELECT version FROM catalogue_versions") > before


def test_product_update__not_found(shop: Shop) -> None:
    with refused("not_found"):
        update(shop, NOBODY, name="Other")


def test_product_update__precondition_failed(shop: Shop) -> None:
    for version in (7, None):
        with refused("precondition_failed"):
            shop.api.call("product_update", shop.staff().session, shop.product(), version, "{}")


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


def test_product_update__variant_required(shop: Shop, shelf: Shelf, shirt: int) -> None:
    shelf.add(shirt, {"Size": "L"})
    for fields in ({"price": "1.00"}, {"sku": "another"}):
        with refused("variant_required"):
            update(shop, shirt, shelf.version(shirt), **fields)
    assert update(shop, shirt, shelf.version(shirt), name="Shirt")["name"] == "Shirt"


def test_product_update_takes_null_for_no_change(shop: Shop) -> None:
    product = shop.product()
    before = update(shop, product, name="Named", description="Described")
    row = update(shop, product, before["version"], name=None, description=None, slug=None)
    assert [row[name] for name in ("name", "description", "slug")] == [
        "Named",
        "Described",
        before["slug"],
    ]


def test_what_follows_the_variants_is_not_set_by_direct_sql(shop: Shop) -> None:
    product = shop.product()
    for change in (
        "price_amount = 1",
        "price_amount = NULL",
        "price_max_amount = 99",
        "variant_count = 2",
        "sku = UPPER(sku)",
        "sku = CONCAT(sku, ' ')",
    ):
        with pytest.raises(SqlError) as caught:
            shop.admin.execute(f"UPDATE products SET {change} WHERE product_id = %s", product)
        assert caught.value.code == "derived_value" or "NULL" in change, change
