"""variant_update."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.sql.procedures.catalogue.conftest import Shelf
from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop, new_client


@pytest.fixture
def large(shelf: Shelf, shirt: int) -> int:
    """The variant L of the shirt, at 12.00."""
    shelf.add(shirt, {"Size": "L"}, price="12.00")
    return int(shelf.variants(shirt)[1]["id"])


def test_variant_update__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("variant_update", None, 1, 1, "{}")


def test_variant_update__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.api.call("variant_update", shop.customer().session, 1, 1, "{}")


def test_variant_update__not_found(shop: Shop) -> None:
    with refused("not_found"):
        shop.api.call("variant_update", shop.staff().session, NOBODY, 1, "{}")


def test_variant_update__precondition_failed(shop: Shop, large: int) -> None:
    for version in (99, None):
        with refused("precondition_failed"):
            shop.api.call("variant_update", shop.staff().session, large, version, "{}")


def test_variant_update_moves_the_prices_of_the_product(
    shelf: Shelf, shirt: int, large: int
) -> None:
    row = shelf.change(shirt, large, price="9.00", sku=f"new-{large}", barcode="1")
    assert (row["price"], row["price_max"]) == (Decimal("9.00"), Decimal("10.00"))
    row = shelf.change(shirt, large, barcode=None)
    assert (row["price"], row["price_max"]) == (Decimal("9.00"), Decimal("10.00"))
    found = shelf.variants(shirt)[1]
    assert (found["sku"], found["barcode"], found["price"]) == (f"new-{large}", None, "9.00")


def test_an_archived_variant_is_no_longer_sold(
    shop: Shop, shelf: Shelf, shirt: int, large: int
) -> None:
    shop.receive(large, 5)
    row = shelf.change(shirt, large, is_sold=False)
    assert (row["price_max"], row["variant_count"]) == (Decimal("10.00"), 2)
    with refused("not_found"):
        shop.api.call(
            "cart_item_add", shop.customer().session, None, shirt, large, "1", new_client()
        )
    assert shelf.change(shirt, large, is_sold=True)["price_max"] == Decimal("12.00")
    shop.api.call("cart_item_add", shop.customer().session, None, shirt, large, "1", new_client())


@pytest.mark.parametrize(
    "fields", [{"price": "1.005"}, {"price": None}, {"sku": "a "}, {"sku": ""}]
)
def test_variant_update__validation_failed(
    shelf: Shelf, shirt: int, large: int, fields: dict[str, Any]
) -> None:
    with refused("validation_failed"):
        shelf.change(shirt, large, **fields)


def test_variant_update__sku_taken(shelf: Shelf, shirt: int, large: int) -> None:
    with refused("sku_taken"):
        shelf.change(shirt, large, sku=shelf.variants(shirt)[0]["sku"])


def test_a_variant_stays_with_its_product(shop: Shop, large: int) -> None:
    for change in (f"product_id = {shop.product()}", "position = 9", "variant_id = 10000000"):
        with refused("row_kept"):
            shop.admin.execute(f"UPDATE variants SET {change} WHERE variant_id = %s", large)
