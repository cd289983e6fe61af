"""stock_move."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop


def test_stock_move__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("stock_move", None, 1, "1", "receipt", None)


def test_stock_move__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.api.call("stock_move", shop.customer().id, 1, "1", "receipt", None)


def move(shop: Shop, product: int, quantity: str, reason: str) -> dict[str, Any]:
    """Staff moves stock."""
    return shop.api.call("stock_move", shop.staff().id, product, quantity, reason, None)[0]


def test_stock_move(shop: Shop) -> None:
    product = shop.product(stock=0)
    assert move(shop, product, "7", "receipt")["on_hand"] == 7
    assert move(shop, product, "-2", "damage")["on_hand"] == 5


def test_stock_move__not_found(shop: Shop) -> None:
    with refused("not_found"):
        move(shop, NOBODY, "1", "receipt")


@pytest.mark.parametrize(
    ("quantity", "reason"),
    [
        ("-1", "receipt"),
        ("1", "damage"),
        ("-1", "sale"),
        ("1", "return"),
        ("1", "none"),
        ("1", "Receipt"),
    ],
)
def test_stock_move__movement_invalid(shop: Shop, quantity: str, reason: str) -> None:
    with refused("movement_invalid"):
        move(shop, shop.product(), quantity, reason)


def test_stock_move__insufficient_stock(shop: Shop) -> None:
    product = shop.product(stock=5)
    shop.order(items={product: 3})
    with refused("insufficient_stock"):
        move(shop, product, "-3", "damage")


@pytest.mark.parametrize("quantity", [None, "", "1.5", "x", "1000001"])
def test_stock_move__validation_failed(shop: Shop, quantity: str) -> None:
    with refused("validation_failed"):
        move(shop, shop.product(), quantity, "receipt")
