"""stock_count."""

from __future__ import annotations

import pytest

from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop


def test_stock_count__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("stock_count", None, 1, "1", None)


def test_stock_count__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.api.call("stock_count", shop.customer().id, 1, "1", None)


def test_stock_count(shop: Shop) -> None:
    product = shop.product(stock=5)
    for _ in range(2):
        row = shop.api.call("stock_count", shop.staff().id, product, "3", "shelf")[0]
        assert (row["on_hand"], row["available"]) == (3, 3)
    counted = shop.admin.rows(
        "SELECT moved_qty, note FROM stock_movements WHERE product_id = %s"
        " AND stock_movement_reason_code = 'count'",
        product,
    )
    assert counted == [{"moved_qty": -2, "note": "shelf"}]


def test_stock_count__not_found(shop: Shop) -> None:
    with refused("not_found"):
        shop.api.call("stock_count", shop.staff().id, NOBODY, "3", None)


def test_stock_count__insufficient_stock(shop: Shop) -> None:
    product = shop.product(stock=5)
    shop.order(items={product: 3})
    with refused("insufficient_stock"):
        shop.api.call("stock_count", shop.staff().id, product, "2", None)


@pytest.mark.parametrize("counted", [None, "-1", "1.5", "x", "1000001"])
def test_stock_count__validation_failed(shop: Shop, counted: str | None) -> None:
    with refused("validation_failed"):
        shop.api.call("stock_count", shop.staff().id, shop.product(), counted, None)
