"""dashboard_count: orders by status and pieces that can be sold follow what happens."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator

import pytest

from core.checks import read_checks
from tests.support.logins import Login, refused
from tests.support.shop import Shop, new_secret
from tests.support.stack import Stack

CHECKS = {check.name: check.sql for check in read_checks()}


def counts(shop: Shop) -> Counter[str]:
    """Orders by status, as they were counted."""
    rows = shop.admin.rows("SELECT order_status_code AS code, order_count FROM orders_by_status")
    return Counter({row["code"]: row["order_count"] for row in rows})


def available(shop: Shop, product: int) -> int | None:
    """Pieces of a product, as they were counted."""
    query = "SELECT available_qty FROM stock_available WHERE variant_id = %s"
    found = shop.admin.rows(query, shop.variant(product))
    return int(found[0]["available_qty"]) if found else None


@pytest.fixture(autouse=True)
def the_counts_are_right(shop: Shop) -> Iterator[None]:
    """After each test they are those of the tables, however old the changes are."""
    shop.tick("dashboard_count")
    yield
    shop.tick("dashboard_count")
    rows = shop.admin.rows(
        "SELECT order_status_code AS code, COUNT(*) AS n FROM orders WHERE is_frozen GROUP BY code"
    )
    assert +counts(shop) == Counter({row["code"]: row["n"] for row in rows})
    assert shop.admin.rows(CHECKS["dashboard_sums"]) == []


def test_each_move_of_an_order_is_counted_once(shop: Shop) -> None:
    before = counts(shop)
    order = shop.order()
    shop.tick("dashboard_count")
    assert counts(shop) - before == Counter(ready_for_paying=1)
    shop.pay(order)
    shop.move(order, "processed")
    for _ in range(3):
        shop.tick("dashboard_count")
    after = counts(shop)
    assert after - before == Counter(processed=1)
    assert before - after == Counter()


def test_pieces_follow_receipts_orders_and_cancellations(shop: Shop) -> None:
    product = shop.product(stock=10)
    shop.tick("dashboard_count")
    assert available(shop, product) == 10
    order = shop.order(items={product: 4})
    shop.tick("dashboard_count")
    assert available(shop, product) == 6
    shop.api.call("order_cancel", order["session"], order["id"])
    shop.receive(shop.variant(product), 5)
    shop.tick("dashboard_count")
    assert available(shop, product) == 15


def test_what_is_committed_late_is_counted_all_the_same(shop: Shop, stack: Stack) -> None:
    variant = shop.variant(shop.product(stock=3))
    slow = Login(stack.url("admin"), database="store")
    slow.execute("START TRANSACTION")
    slow.execute(
        "INSERT INTO stock_entries (variant_id, stock_location_id, stock_entry_kind_code,"
        " on_hand_delta) VALUES (%s, 1, 'receipt', 4)",
        variant,
    )
    shop.paid_order()
    shop.tick("dashboard_count")
    slow.execute("COMMIT")
    slow.close()
    shop.tick("dashboard_count")
    query = "SELECT available_qty FROM stock_available WHERE variant_id = %s"
    assert shop.admin.value(query, variant) == 7


def test_nothing_is_written_while_nothing_happens(shop: Shop) -> None:
    shop.paid_order()
    shop.tick("dashboard_count")
    before = shop.admin.value("SELECT counted_at FROM dashboard_state")
    assert shop.tick("dashboard_count") == [{"counted": 0}]
    assert shop.admin.value("SELECT counted_at FROM dashboard_state") == before


def test_one_counts_while_another_is_told_nothing(shop: Shop, stack: Stack) -> None:
    other = Login(stack.url("admin"), database="store")
    other.execute("START TRANSACTION")
    other.rows("SELECT * FROM dashboard_state FOR UPDATE")
    assert shop.tick("dashboard_count") == []
    other.execute("ROLLBACK")
    other.close()
    assert len(shop.tick("dashboard_count")) == 1


def test_two_clocks_at_once_count_each_order_once(shop: Shop, stack: Stack) -> None:
    def clock() -> None:
        login = Login(stack.url("worker"))
        for _ in range(20):
            login.call("dashboard_count", shop.services["clock"])
        login.close()

    clocks = [threading.Thread(target=clock) for _ in range(2)]
    for each in clocks:
        each.start()
    for _ in range(4):
        shop.paid_order()
    for each in clocks:
        each.join()


def test_dashboard_count__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("dashboard_count", new_secret())


def test_dashboard_count__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.work("dashboard_count")
