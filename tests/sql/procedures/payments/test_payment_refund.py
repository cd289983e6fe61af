"""payment_refund."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop, new_key


def test_payment_refund__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("payment_refund", None, new_key(), 1, "1.00", None)


def test_payment_refund__forbidden(shop: Shop) -> None:
    order = shop.paid_order()
    with refused("forbidden"):
        shop.api.call("payment_refund", order["session"], new_key(), order["id"], "1.00", None)


def test_payment_refund__not_found(shop: Shop) -> None:
    with refused("not_found"):
        shop.refund({"id": NOBODY}, "1.00")


def test_payment_refund_in_parts_and_then_the_rest(
    shop: Shop, checks_are_silent: Callable[[], None]
) -> None:
    product = shop.product(price="10.00", stock=5, tax_rate="0.00")
    order, key = shop.paid_order(items={product: 2}), new_key()
    part = shop.refund(order, "0.01", key)
    assert (part["status"], part["refunded"]) == ("paid", "0.01")
    assert shop.refund(order, "0.01", key) == part
    assert shop.stock(product) == (5, 2)
    rest = shop.refund(order)
    assert (rest["status"], rest["refunded"]) == ("refunded", order["total"])
    assert shop.stock(product) == (5, 0)
    checks_are_silent()


def test_an_order_whose_money_is_back_can_still_come_back(
    shop: Shop, checks_are_silent: Callable[[], None]
) -> None:
    product = shop.product(stock=5)
    order = shop.paid_order(items={product: 2})
    shop.move(order, "processed", "shipped")
    assert shop.refund(order)["status"] == "shipped"
    assert shop.move(order, "returned", "refunded")["status"] == "refunded"
    assert shop.stock(product) == (5, 0)
    checks_are_silent()


@pytest.mark.parametrize("more", ["0.01", "99999999999.00"])
def test_payment_refund__refund_too_large(shop: Shop, more: str) -> None:
    product = shop.product(price="10.00", tax_rate="0.00")
    order = shop.paid_order(items={product: 1})
    with refused("refund_too_large"):
        shop.refund(order, str(float(order["total"]) + float(more)))
    with refused("refund_too_large"):
        shop.refund(shop.order(), "1.00")


@pytest.mark.parametrize("amount", ["0", "-1", "1.005", "0.001"])
def test_payment_refund__validation_failed(shop: Shop, amount: str) -> None:
    order = shop.paid_order()
    with refused("validation_failed"):
        shop.refund(order, amount)


def test_payment_refund__validation_failed_where_nothing_is_left(shop: Shop) -> None:
    order = shop.paid_order()
    shop.refund(order)
    with refused("validation_failed"):
        shop.refund(order)


def test_payment_refund__idempotency_conflict(shop: Shop) -> None:
    order, key = shop.paid_order(), new_key()
    shop.refund(order, "1.00", key)
    with refused("idempotency_conflict"):
        shop.refund(order, "2.00", key)
