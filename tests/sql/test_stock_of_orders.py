"""Stock follows the moves of orders, from wherever goods lie, and nobody else moves it for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.logins import Login, refused
from tests.support.shop import Shop

KINDS = {"reserve": (0, 1), "release": (0, -1), "ship": (-1, -1), "return": (1, 0)}


@pytest.fixture(autouse=True)
def nothing_broke(checks_are_silent: Callable[[], None]) -> Iterator[None]:
    """Whatever came of a test, every promise holds after it."""
    yield
    checks_are_silent()


def test_goods_leave_when_they_ship_and_come_back_when_returned(shop: Shop) -> None:
    product = shop.product(stock=5)
    order = shop.order(items={product: 2})
    assert shop.stock(product) == (5, 2)
    shop.pay(order)
    assert shop.stock(product) == (5, 2)
    for status, stock in (
        ("processed", (5, 2)),
        ("shipped", (3, 0)),
        ("delivered", (3, 0)),
        ("returned", (5, 0)),
        ("refunded", (5, 0)),
    ):
        shop.move(order, status)
        assert shop.stock(product) == stock, status


def test_what_ends_before_it_ships_is_released(shop: Shop) -> None:
    product = shop.product(stock=9)
    cancelled = shop.order(items={product: 2})
    expired = shop.overdue_order(items={product: 3})
    refunded = shop.paid_order(items={product: 4})
    assert shop.stock(product) == (9, 9)
    shop.api.call("order_cancel", cancelled["session"], cancelled["id"])
    shop.expire(expired)
    shop.move(refunded, "refunded")
    assert shop.stock(product) == (9, 0)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("statuses", [[], ["paid"], ["paid", "processed", "shipped"]])
def test_nobody_writes_an_entry_for_an_order(
    shop: Shop, as_owner: Login, kind: str, statuses: list[str]
) -> None:
    product = shop.product(stock=5)
    order = shop.order(items={product: 2})
    if statuses:
        shop.pay(order)
        shop.move(order, *statuses[1:])
    before = shop.stock(product)
    for order_id in (order["id"], None):
        with refused("stock_entry_invalid"):
            as_owner.execute(
                "INSERT INTO stock_entries (variant_id, stock_location_id, stock_entry_kind_code,"
                " on_hand_delta, reserved_delta, order_id) VALUES (%s, 1, %s, %s, %s, %s)",
                shop.variant(product),
                kind,
                *KINDS[kind],
                order_id,
            )
    assert shop.stock(product) == before


@pytest.mark.parametrize("kind", ["receipt", "count", "correction", "damage", "opening"])
def test_what_staff_writes_is_for_no_order(shop: Shop, as_owner: Login, kind: str) -> None:
    product = shop.product(stock=5)
    order = shop.order(items={product: 2})
    with refused("stock_entry_invalid"):
        as_owner.execute(
            "INSERT INTO stock_entries (variant_id, stock_location_id, stock_entry_kind_code,"
            " on_hand_delta, order_id) VALUES (%s, 1, %s, %s, %s)",
            shop.variant(product),
            kind,
            -1 if kind == "damage" else 1,
            order["id"],
        )


@pytest.mark.parametrize(
    "change",
    ["on_hand_qty = 99", "reserved_qty = 0", "entry_seq = entry_seq + 1", "product_id = 1"],
)
def test_nobody_sets_stock(shop: Shop, as_owner: Login, change: str) -> None:
    order = shop.order(items={(product := shop.product(stock=5)): 2})
    assert order["status"] == "ready_for_paying"
    with refused("derived_value"):
        as_owner.execute(f"UPDATE stock SET {change} WHERE product_id = %s", product)


@pytest.fixture
def second_location(shop: Shop) -> Iterator[int]:
    """A second place where goods lie, for one test; locations are never deleted."""
    code = "depot"
    if not shop.admin.value("SELECT 1 FROM stock_locations WHERE code = %s", code):
        shop.admin.execute(
            "INSERT INTO stock_locations (code, name, priority) VALUES (%s, 'Depot', 2)", code
        )
    yield int(
        shop.admin.value("SELECT stock_location_id FROM stock_locations WHERE code = %s", code)
    )


def stored(shop: Shop, here: int, there: int) -> int:
    """A product with so many pieces at the two locations."""
    product = shop.product(stock=here)
    if there:
        shop.api.call(
            "stock_entry_add",
            shop.staff().session,
            shop.variant(product),
            "depot",
            there,
            "receipt",
            None,
        )
    return product


def reserved(shop: Shop, product: int) -> list[int]:
    """Pieces reserved at each location, in the order of their ids."""
    rows = shop.admin.rows(
        "SELECT reserved_qty FROM stock WHERE product_id = %s ORDER BY stock_location_id", product
    )
    return [row["reserved_qty"] for row in rows]


@pytest.mark.usefixtures("second_location")
def test_an_order_takes_from_the_first_location_that_has_all_of_it(shop: Shop) -> None:
    both, there = stored(shop, 5, 5), stored(shop, 1, 5)
    shop.order(items={both: 2, there: 2})
    assert (reserved(shop, both), reserved(shop, there)) == ([0, 2], [0, 2])
    shop.order(items={both: 2})
    assert reserved(shop, both) == [2, 2]


@pytest.mark.usefixtures("second_location")
def test_an_order_is_split_where_no_location_has_all_of_it(shop: Shop) -> None:
    one, two = stored(shop, 2, 2), stored(shop, 0, 4)
    order = shop.paid_order(items={one: 3, two: 1})
    assert (reserved(shop, one), reserved(shop, two)) == ([2, 1], [0, 1])
    shop.move(order, "processed", "shipped")
    assert (shop.stock(one), shop.stock(two)) == ((1, 0), (3, 0))
    shop.move(order, "returned")
    assert (shop.stock(one), shop.stock(two)) == ((4, 0), (4, 0))


@pytest.mark.usefixtures("second_location")
def test_what_all_locations_lack_is_refused_by_name_and_number(shop: Shop) -> None:
    plenty, short = stored(shop, 9, 9), stored(shop, 2, 1)
    more = stored(shop, 9, 9)
    name = shop.admin.value("SELECT name FROM products WHERE product_id = %s", short)
    with refused("insufficient_stock") as caught:
        shop.order(items={more: 15, short: 4, plenty: 7})
    assert caught.value.detail == f'Only 3 of "{name}" are left.'
    assert [shop.stock(each)[1] for each in (plenty, short, more)] == [0, 0, 0]


def money(shop: Shop, order_id: int) -> dict[str, Any]:
    """Status and money of an order."""
    return shop.admin.rows(
        "SELECT order_status_code AS status, CAST(total_amount AS CHAR) AS total,"
        " CAST(captured_amount AS CHAR) AS captured FROM orders WHERE order_id = %s",
        order_id,
    )[0]


def test_what_costs_nothing_is_paid_by_placing_it(shop: Shop) -> None:
    product = shop.product(price="0.00", stock=5)
    buyer = shop.customer()
    shop.fill_cart(buyer, {product: 2})
    order = shop.place(buyer, shipping="pickup")
    assert (order["status"], order["total"], order["paid"]) == ("paid", "0.00", "0.00")
    assert shop.stock(product) == (5, 2)
    assert shop.move(order, "refunded")["status"] == "refunded"
    assert shop.stock(product) == (5, 0)


@pytest.mark.parametrize("status", ["ready_for_paying", "paid"])
def test_a_raw_move_of_what_costs_nothing_pays_it(shop: Shop, as_owner: Login, status: str) -> None:
    product = shop.product(price="10.00", stock=5, tax_rate="20.00")
    buyer = shop.customer()
    as_owner.execute(
        "INSERT INTO orders (user_id, shipping_method_code) VALUES (%s, 'pickup')", buyer.id
    )
    order_id = as_owner.value("SELECT LAST_INSERT_ID()")
    as_owner.execute(
        "INSERT INTO order_lines (order_id, line_no, variant_id, line_qty) VALUES (%s, 1, %s, 2)",
        order_id,
        shop.variant(product),
    )
    move = "INSERT INTO order_status_changes (order_id, order_status_code) VALUES (%s, %s)"
    if status == "paid":
        with refused("illegal_transition"):
            as_owner.execute(move, order_id, status)
    as_owner.execute(
        "INSERT INTO order_adjustments (order_id, adjustment_no, source, name, discount_amount)"
        " VALUES (%s, 1, 'test', 'All of it', 24)",
        order_id,
    )
    as_owner.execute(move, order_id, status)
    assert money(shop, order_id) == {"status": "paid", "total": "0.00", "captured": "0.00"}
    assert shop.stock(product) == (5, 2)


def test_nothing_is_paid_or_refunded_by_saying_so(shop: Shop, as_owner: Login) -> None:
    waiting, paid = shop.order(), shop.paid_order()
    shop.refund(paid, "1.00")
    move = "INSERT INTO order_status_changes (order_id, order_status_code) VALUES (%s, %s)"
    for order, status in ((waiting, "paid"), (waiting, "refunded"), (paid, "refunded")):
        with refused("illegal_transition"):
            as_owner.execute(move, order["id"], status)
    assert (money(shop, waiting["id"])["status"], money(shop, paid["id"])["status"]) == (
        "ready_for_paying",
        "paid",
    )
