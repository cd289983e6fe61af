"""order_status_set."""

from __future__ import annotations

import json

import pytest

from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop


def test_order_status_set__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("order_status_set", None, 1, "paid", None, None)


def test_order_status_set__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.api.call("order_status_set", shop.customer().session, 1, "paid", None, None)


def test_order_status_set(shop: Shop) -> None:
    product = shop.product(stock=5)
    order = shop.paid_order(items={product: 2})
    shop.move(order, "processed", "shipped", "delivered", "returned")
    document = shop.move(order, "refunded", "refunded")
    assert [change["status"] for change in document["history"]] == [
        "ready_for_paying",
        "paid",
        "processed",
        "shipped",
        "delivered",
        "returned",
        "refunded",
    ]
    assert shop.stock(product) == (5, 0)


def test_order_status_set_spells_the_status_as_the_flow_does(shop: Shop) -> None:
    assert shop.move(shop.order(), "cancelled ")["status"] == "cancelled"


def test_order_status_set__not_found(shop: Shop) -> None:
    with refused("not_found"):
        shop.move({"id": NOBODY}, "paid")


@pytest.mark.parametrize(
    "status", [None, "delivered", "draft", "expired", "nowhere", "", "CANCELLED", "refunded"]
)
def test_order_status_set__illegal_transition(shop: Shop, status: str | None) -> None:
    with refused("illegal_transition"):
        shop.api.call(
            "order_status_set", shop.staff().session, shop.order()["id"], status, None, None
        )


def test_order_status_set__illegal_transition_while_it_is_not_paid(shop: Shop) -> None:
    with refused("illegal_transition"):
        shop.move(shop.order(), "paid")


def test_order_status_set__insufficient_stock(shop: Shop) -> None:
    product = shop.product(stock=2)
    order = shop.paid_order(items={product: 2})
    shop.count(shop.variant(product), 1)
    with refused("insufficient_stock"):
        shop.move(order, "paid")


def test_order_status_set_gives_the_money_back(shop: Shop) -> None:
    product = shop.product(stock=2)
    order = shop.paid_order(items={product: 2})
    row = shop.api.call(
        "order_status_set", shop.staff().session, order["id"], "refunded", "n" * 300, None
    )[0]
    assert json.loads(row["document"])["refunded"] == order["total"]
    assert shop.stock(product) == (2, 0)


def test_order_status_set__precondition_failed(shop: Shop) -> None:
    order = shop.paid_order()
    version = shop.admin.value("SELECT version FROM orders WHERE order_id = %s", order["id"])
    staff = shop.staff().session
    shop.api.call("order_status_set", staff, order["id"], "processed", None, version)
    with refused("precondition_failed"):
        shop.api.call("order_status_set", staff, order["id"], "shipped", None, version)
