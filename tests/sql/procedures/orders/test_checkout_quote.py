"""checkout_quote."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sql.procedures.carts.test_cart_item_add import with_sizes
from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop, new_secret


def quote(shop: Shop, items: Any, **fields: Any) -> dict[str, Any]:
    """What these things would cost."""
    request = {"items": items, "shipping_method": "pickup", **fields}
    row = shop.api.call("checkout_quote", None, json.dumps(request))[0]
    return dict(json.loads(row["document"]))


def test_checkout_quote_says_the_price_and_keeps_nothing(shop: Shop) -> None:
    product = shop.product(price="3.33", stock=1, tax_rate="20.00")
    before = shop.admin.value("SELECT COUNT(*) FROM carts")
    found = quote(shop, [{"product_id": product, "quantity": 3}])
    assert (found["subtotal"], found["tax"], found["total"]) == ("9.99", "2.00", "11.99")
    assert found["warnings"][0]["code"] == "insufficient_stock"
    assert shop.admin.value("SELECT COUNT(*) FROM carts") == before


def test_checkout_quote__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("checkout_quote", new_secret(), "{}")


def test_checkout_quote__not_found(shop: Shop) -> None:
    with refused("not_found"):
        quote(shop, [{"product_id": NOBODY, "quantity": 1}])


def test_checkout_quote__variant_required(shop: Shop) -> None:
    with refused("variant_required"):
        quote(shop, [{"product_id": with_sizes(shop)[0], "quantity": 1}])


@pytest.mark.parametrize("items", [[], [{"product_id": 1, "quantity": 0}], None])
def test_checkout_quote__validation_failed(shop: Shop, items: Any) -> None:
    with refused("validation_failed"):
        quote(shop, items)


def test_checkout_quote__validation_failed_by_no_such_shipping(shop: Shop) -> None:
    with refused("validation_failed"):
        quote(shop, [{"product_id": shop.product(), "quantity": 1}], shipping_method="teleport")


def test_checkout_quote__cart_full(shop: Shop) -> None:
    items = [{"product_id": shop.product(stock=0), "quantity": 1} for _ in range(2)]
    with shop.setting("cart_line_limit", "1"), refused("cart_full"):
        quote(shop, items)
