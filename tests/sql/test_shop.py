"""The path of a purchase, end to end, in SQL alone."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.shop import Shop


def test_a_purchase_from_cart_to_doorstep(
    shop: Shop, checks_are_silent: Callable[[], None]
) -> None:
    product = shop.product(price="12.50", stock=5)
    customer = shop.customer()
    cart = shop.fill_cart(customer, {product: 2})
    order = {**shop.place(customer), "session": customer.session}
    assert order["total"] == cart["total"] == "34.90"
    assert shop.stock(product) == (5, 2)
    assert shop.pay(order)["order_status"] == "paid"
    assert shop.stock(product) == (5, 2)
    assert shop.move(order, "processed", "shipped", "delivered")["status"] == "delivered"
    assert shop.stock(product) == (3, 0)
    checks_are_silent()
