"""Whoever looked before and moves after: no guard believes what was true a moment ago."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.support.logins import Login, SqlError, refused
from tests.support.shop import Shop

REPEATABLE = "REPEATABLE READ"
MOVE = "INSERT INTO order_status_changes (order_id, order_status_code) VALUES (%s, %s)"
# The same by a query, whose view of the data is older than the lock that it waits for.
MOVE_BY_QUERY = (
    "INSERT INTO order_status_changes (order_id, order_status_code)"
    " SELECT %s, s.order_status_code FROM order_statuses AS s WHERE s.order_status_code = %s"
)
ENTRY = (
    "INSERT INTO stock_entries (variant_id, stock_location_id, stock_entry_kind_code,"
    " on_hand_delta) VALUES (%s, 1, %s, %s)"
)


@pytest.fixture(autouse=True)
def nothing_broke(checks_are_silent: Callable[[], None]) -> Iterator[None]:
    """Whatever came of a test, every promise holds after it."""
    yield
    checks_are_silent()


@pytest.fixture
def late(login: Callable[..., Login]) -> Login:
    """The owner in a transaction that looked before the test began."""
    return look(login("owner", REPEATABLE))


def look(owner: Login) -> Login:
    """Begin a transaction and look: at REPEATABLE READ it sees the data of now until its end."""
    owner.execute("START TRANSACTION")
    owner.rows("SELECT order_id FROM orders LIMIT 1")
    return owner


def draft(shop: Shop, owner: Login, items: dict[int, int], shipping: str = "pickup") -> int:
    """A draft with lines, as a console would write it; its id."""
    person = shop.customer()
    owner.execute(
        "INSERT INTO orders (user_id, shipping_method_code) VALUES (%s, %s)", person.id, shipping
    )
    order_id = int(owner.value("SELECT LAST_INSERT_ID()"))
    for number, (product, quantity) in enumerate(items.items(), 1):
        add_line(shop, owner, order_id, number, product, quantity)
    return order_id


def add_line(
    shop: Shop, owner: Login, order_id: int, line_no: int, product: int, quantity: int
) -> None:
    """Another line of a draft."""
    owner.execute(
        "INSERT INTO order_lines (order_id, line_no, variant_id, line_qty) VALUES (%s, %s, %s, %s)",
        order_id,
        line_no,
        shop.variant(product),
        quantity,
    )


def order_row(shop: Shop, order_id: int) -> dict[str, Any]:
    """An order as it is."""
    return shop.admin.rows(
        "SELECT order_status_code AS status, CAST(total_amount AS CHAR) AS total,"
        " CAST(captured_amount AS CHAR) AS captured, line_count FROM orders WHERE order_id = %s",
        order_id,
    )[0]


@contextmanager
def waiting(shop: Shop, work: Callable[[], Any]) -> Iterator[list[Any]]:
    """Run work in a thread that waits for a lock of the block; what came of it, at the end."""
    results: list[Any] = []

    def run() -> None:
        try:
            results.append(work())
        except SqlError as error:
            results.append(error)

    before = lock_waits(shop)
    thread = threading.Thread(target=run)
    thread.start()
    while thread.is_alive() and lock_waits(shop) <= before:
        thread.join(0.01)
    yield results
    thread.join()


def lock_waits(shop: Shop) -> int:
    """How often a row lock has been waited for since the server started."""
    row = shop.admin.rows("SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_waits'")[0]
    return int(row["Value"])


@pytest.mark.parametrize("line_by", ["another line", "a larger quantity", "a discount"])
def test_a_draft_is_charged_and_reserved_as_it_is_now(
    shop: Shop, as_owner: Login, login: Callable[..., Login], line_by: str
) -> None:
    first, second = (shop.product(price="10.00", stock=5, tax_rate="0.00") for _ in range(2))
    order_id = draft(shop, as_owner, {first: 1})
    late = look(login("owner", REPEATABLE))
    if line_by == "another line":
        add_line(shop, as_owner, order_id, 2, second, 2)
        wanted = ("30.00", (5, 1), (5, 2))
    elif line_by == "a larger quantity":
        as_owner.execute("UPDATE order_lines SET line_qty = 4 WHERE order_id = %s", order_id)
        wanted = ("40.00", (5, 4), (5, 0))
    else:
        as_owner.execute(
            "INSERT INTO order_adjustments (order_id, adjustment_no, source, name,"
            " discount_amount) VALUES (%s, 1, 'test', 'Half', 5)",
            order_id,
        )
        wanted = ("5.00", (5, 1), (5, 0))
    late.execute(MOVE, order_id, "ready_for_paying")
    late.execute("COMMIT")
    found = (order_row(shop, order_id)["total"], shop.stock(first), shop.stock(second))
    assert found == wanted


@pytest.mark.parametrize("isolation", ["READ COMMITTED", REPEATABLE])
def test_a_move_that_waits_for_a_line_counts_it(
    shop: Shop, as_owner: Login, login: Callable[..., Login], isolation: str
) -> None:
    first, second = (shop.product(price="10.00", stock=5, tax_rate="0.00") for _ in range(2))
    order_id = draft(shop, as_owner, {first: 1})
    mover = login("owner", isolation)
    as_owner.execute("START TRANSACTION")
    add_line(shop, as_owner, order_id, 2, second, 2)

    def move() -> int:
        return mover.execute(MOVE_BY_QUERY, order_id, "ready_for_paying")

    with waiting(shop, move) as results:
        as_owner.execute("COMMIT")
    assert results == [1]
    assert order_row(shop, order_id)["total"] == "30.00"
    assert (shop.stock(first), shop.stock(second)) == ((5, 1), (5, 2))


@pytest.mark.parametrize("isolation", ["READ COMMITTED", REPEATABLE])
def test_a_cancellation_that_waits_for_the_placing_releases_all(
    shop: Shop, as_owner: Login, login: Callable[..., Login], isolation: str
) -> None:
    product = shop.product(stock=5)
    order_id = draft(shop, as_owner, {product: 3})
    mover = login("owner", isolation)
    as_owner.execute("START TRANSACTION")
    as_owner.execute(MOVE, order_id, "ready_for_paying")

    def cancel() -> int:
        return mover.execute(MOVE_BY_QUERY, order_id, "cancelled")

    with waiting(shop, cancel) as results:
        as_owner.execute("COMMIT")
    assert results == [1]
    assert shop.stock(product) == (5, 0)


def test_an_old_look_releases_and_ships_what_is_held_now(
    shop: Shop, login: Callable[..., Login]
) -> None:
    product = shop.product(stock=9)
    cancelled, shipped = (shop.order(items={product: 2}) for _ in range(2))
    late = look(login("owner", REPEATABLE))
    again = shop.order(items={product: 1})
    shop.pay(shipped)
    shop.move(shipped, "processed")
    late.execute(MOVE, cancelled["id"], "cancelled")
    late.execute(MOVE, shipped["id"], "shipped")
    late.execute(MOVE, again["id"], "cancelled")
    late.execute("COMMIT")
    assert shop.stock(product) == (7, 0)


def test_a_line_takes_the_price_of_now(shop: Shop, as_owner: Login, late: Login) -> None:
    product = shop.product(price="10.00", tax_rate="0.00")
    order_id = draft(shop, as_owner, {})
    shop.admin.execute(
        "UPDATE variants SET price_amount = 25 WHERE variant_id = %s", shop.variant(product)
    )
    add_line(shop, late, order_id, 1, product, 2)
    late.execute(MOVE, order_id, "ready_for_paying")
    late.execute("COMMIT")
    assert order_row(shop, order_id)["total"] == "50.00"


def test_shipping_costs_what_it_costs_now(shop: Shop, as_owner: Login, late: Login) -> None:
    items = {shop.product(price="10.00", tax_rate="0.00"): 1}
    order_id = draft(shop, as_owner, items, shipping="express")
    price = "UPDATE shipping_methods SET price_amount = %s WHERE shipping_method_code = 'express'"
    shop.admin.execute(price, 11)
    try:
        late.execute(MOVE, order_id, "ready_for_paying")
        late.execute("COMMIT")
    finally:
        shop.admin.execute(price, "9.90")
    assert order_row(shop, order_id)["total"] == "21.00"


def test_what_is_no_longer_sold_becomes_no_line(shop: Shop, as_owner: Login, late: Login) -> None:
    product = shop.product()
    order_id = draft(shop, as_owner, {})
    shop.admin.execute(
        "UPDATE variants SET is_sold = FALSE WHERE variant_id = %s", shop.variant(product)
    )
    with refused("product_unavailable"):
        add_line(shop, late, order_id, 1, product, 1)
    late.execute("ROLLBACK")


@pytest.mark.parametrize("taker", ["another order", "a count", "damage"])
def test_stock_that_went_meanwhile_is_not_sold(
    shop: Shop, as_owner: Login, login: Callable[..., Login], taker: str
) -> None:
    product = shop.product(stock=5)
    order_id = draft(shop, as_owner, {product: 3})
    late = look(login("owner", REPEATABLE))
    if taker == "another order":
        shop.order(items={product: 3})
    elif taker == "a count":
        shop.count(shop.variant(product), 2)
    else:
        as_owner.execute(ENTRY, shop.variant(product), "damage", -3)
    with refused("insufficient_stock"):
        late.execute(MOVE, order_id, "ready_for_paying")
    late.execute("ROLLBACK")


def test_a_count_from_an_old_look_takes_nothing_that_is_reserved(shop: Shop, late: Login) -> None:
    product = shop.product(stock=5)
    shop.order(items={product: 4})
    with refused("insufficient_stock"):
        late.execute(ENTRY, shop.variant(product), "count", -2)
    late.execute("ROLLBACK")


def pay_raw(owner: Login, order_id: int, amount: str) -> None:
    """An attempt and its money, without the procedure."""
    owner.execute(
        "INSERT INTO payments (order_id, payment_method_code, amount) VALUES (%s, 'bobi', %s)",
        order_id,
        amount,
    )
    capture(owner, order_id, int(owner.value("SELECT LAST_INSERT_ID()")), amount)


def capture(owner: Login, order_id: int, payment_id: int, amount: str) -> None:
    """The money of an attempt."""
    owner.execute(
        "INSERT INTO payment_entries (order_id, payment_id, payment_entry_kind_code, amount)"
        " VALUES (%s, %s, 'capture', %s)",
        order_id,
        payment_id,
        amount,
    )


def test_an_order_that_was_paid_meanwhile_is_not_paid_again(
    shop: Shop, login: Callable[..., Login]
) -> None:
    order = shop.order()
    late = look(login("owner", REPEATABLE))
    shop.pay(order)
    with refused("order_not_payable"):
        pay_raw(late, order["id"], order["total"])
    late.execute("ROLLBACK")
    assert order_row(shop, order["id"])["captured"] == order["total"]


def test_of_two_attempts_one_is_captured(shop: Shop, as_owner: Login) -> None:
    order = shop.order()
    attempts = []
    for _ in range(2):
        as_owner.execute(
            "INSERT INTO payments (order_id, payment_method_code, amount) VALUES (%s, 'bobi', %s)",
            order["id"],
            order["total"],
        )
        attempts.append(int(as_owner.value("SELECT LAST_INSERT_ID()")))
    capture(as_owner, order["id"], attempts[0], order["total"])
    with refused("order_not_payable"):
        capture(as_owner, order["id"], attempts[1], order["total"])
    assert order_row(shop, order["id"])["captured"] == order["total"]


def test_money_that_went_back_meanwhile_does_not_go_back_again(
    shop: Shop, login: Callable[..., Login]
) -> None:
    order = shop.paid_order()
    payment_id = shop.admin.value(
        "SELECT payment_id FROM payments WHERE order_id = %s", order["id"]
    )
    late = look(login("owner", REPEATABLE))
    shop.refund(order, "1.00")
    with refused("refund_too_large"):
        late.execute(
            "INSERT INTO payment_entries (order_id, payment_id, payment_entry_kind_code, amount)"
            " VALUES (%s, %s, 'refund', %s)",
            order["id"],
            payment_id,
            order["total"],
        )
    late.execute("ROLLBACK")


def test_an_order_that_was_placed_meanwhile_takes_no_lines(
    shop: Shop, as_owner: Login, login: Callable[..., Login]
) -> None:
    product = shop.product(stock=5)
    order_id = draft(shop, as_owner, {product: 1})
    late = look(login("owner", REPEATABLE))
    as_owner.execute(MOVE, order_id, "ready_for_paying")
    with refused("order_frozen"):
        add_line(shop, late, order_id, 2, product, 1)
    for statement in (
        "UPDATE order_lines SET line_qty = 2 WHERE order_id = %s",
        "DELETE FROM order_lines WHERE order_id = %s",
    ):
        with refused("order_frozen"):
            late.execute(statement, order_id)
    late.execute("ROLLBACK")
