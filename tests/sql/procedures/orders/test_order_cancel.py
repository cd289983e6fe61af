"""order_cancel."""

from __future__ import annotations

import json

from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop


def test_order_cancel__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("order_cancel", None, 1)


def test_order_cancel(shop: Shop) -> None:
    product = shop.product(stock=5)
    order = shop.order(items={product: 2})
    for _ in range(2):
        row = shop.api.call("order_cancel", order["session"], order["id"])[0]
        document = json.loads(row["document"])
        assert document["status"] == "cancelled"
        assert len(document["history"]) == 2
    assert shop.stock(product) == (5, 0)


def test_order_cancel__not_found(shop: Shop) -> None:
    for order in (shop.order()["id"], NOBODY):
        with refused("not_found"):
            shop.api.call("order_cancel", shop.customer().session, order)


def test_order_cancel__illegal_transition(shop: Shop) -> None:
    order = shop.paid_order()
    with refused("illegal_transition"):
        shop.api.call("order_cancel", order["session"], order["id"])
