"""stock_count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop


def test_stock_count__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("stock_count", None, 1, None, "1", None)


def test_stock_count__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.api.call("stock_count", shop.customer().session, 1, None, "1", None)


def test_stock_count(shop: Shop) -> None:
    variant = shop.variant(shop.product(stock=5))
    for _ in range(2):
        row = shop.api.call("stock_count", shop.staff().session, variant, None, "3", "shelf")[0]
        assert (row["on_hand"], row["available"]) == (3, 3)
    counted = shop.admin.rows(
        "SELECT on_hand_delta, note FROM stock_entries WHERE variant_id = %s"
        " AND stock_entry_kind_code = 'count'",
        variant,
    )
    assert counted == [{"on_hand_delta": -2, "note": "shelf"}]


def status(shop: Shop, order: dict[str, Any]) -> str:
    """Where an order stands."""
    return str(
        shop.admin.value("SELECT order_status_code FROM orders WHERE order_id = %s", order["id"])
    )


def test_paid_pieces_that_a_count_misses_are_never_sold_again(
    shop: Shop, checks_are_silent: Callable[[], None]
) -> None:
    product = shop.product(stock=6)
    orders = [shop.paid_order(items={product: 2}) for _ in range(3)]
    shop.count(shop.variant(product), 3)
    # One order keeps its two pieces; the newer two let go of all that they held.
    assert [status(shop, order) for order in orders] == ["paid", "short", "short"]
    assert shop.stock(product) == (3, 2)
    with refused("insufficient_stock"):
        shop.order(items={product: 2})
    checks_are_silent()


def test_a_short_order_is_paid_again_when_goods_arrive_or_gets_its_money_back(
    shop: Shop, checks_are_silent: Callable[[], None]
) -> None:
    product = shop.product(stock=4)
    first, second = (shop.paid_order(items={product: 2}) for _ in range(2))
    shop.count(shop.variant(product), 0)
    assert shop.stock(product) == (0, 0)
    with refused("insufficient_stock"):
        shop.move(first, "paid")
    shop.receive(shop.variant(product), 3)
    shop.move(first, "paid", "processed", "shipped")
    refunded = shop.move(second, "refunded")
    assert (refunded["status"], refunded["refunded"]) == ("refunded", second["total"])
    assert shop.stock(product) == (1, 0)
    checks_are_silent()


def test_a_count_passes_by_orders_that_hold_nothing_there(shop: Shop) -> None:
    product = shop.product(stock=4)
    gone, kept = (shop.paid_order(items={product: 2}) for _ in range(2))
    shop.move(gone, "processed", "shipped")
    shop.count(shop.variant(product), 1)
    assert (status(shop, gone), status(shop, kept)) == ("shipped", "short")


def test_stock_count__not_found(shop: Shop) -> None:
    with refused("not_found"):
        shop.count(NOBODY, 3)


def test_stock_count__insufficient_stock(shop: Shop) -> None:
    product = shop.product(stock=5)
    shop.order(items={product: 3})
    with refused("insufficient_stock"):
        shop.count(shop.variant(product), 2)


@pytest.mark.parametrize("counted", [None, "-1", "1.5", "1000001"])
def test_stock_count__validation_failed(shop: Shop, counted: str | None) -> None:
    variant = shop.variant(shop.product())
    with refused("validation_failed"):
        shop.api.call("stock_count", shop.staff().session, variant, None, counted, None)
