"""order_expire_next."""

from __future__ import annotations

from tests.support.logins import refused
from tests.support.shop import Shop, new_secret


def test_order_expire_next__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("order_expire_next", new_secret())


def test_order_expire_next__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("order_expire_next", shop.customer().session)


def test_order_expire_next(shop: Shop) -> None:
    product = shop.product(stock=5)
    order = shop.overdue_order(items={product: 2})
    assert shop.stock(product) == (5, 2)
    shop.expire(order)
    assert shop.stock(product) == (5, 0)
    status = shop.admin.value(
        "SELECT order_status_code FROM orders WHERE order_id = %s", order["id"]
    )
    assert status == "expired"


def test_order_expire_next_leaves_orders_that_may_still_be_paid(shop: Shop) -> None:
    order = shop.order()
    while shop.tick("order_expire_next"):
        pass
    assert shop.pay(order)["order_status"] == "paid"
