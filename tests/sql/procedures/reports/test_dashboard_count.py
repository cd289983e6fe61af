"""dashboard_count: orders by status and pieces that can be sold follow what happens."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from core.checks import read_checks
from tests.ops.waiting import wait_for
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


def receive(login: Login, variant: int) -> None:
    """Four pieces arrive, in whatever transaction this login has."""
    login.execute(
        "INSERT INTO stock_entries (variant_id, stock_location_id, stock_entry_kind_code,"
        " on_hand_delta) VALUES (%s, 1, 'receipt', 4)",
        variant,
    )


def moment(shop: Shop, column: str) -> datetime:
    """Up to when the dashboard has counted, or has looked."""
    found: datetime = shop.admin.value(f"SELECT {column} FROM dashboard_state")
    return found


def patience(shop: Shop) -> timedelta:
    """So much earlier than now may rows be dated, for the guards."""
    wait = int(shop.admin.value("SELECT @@GLOBAL.innodb_lock_wait_timeout"))
    return timedelta(seconds=60 + wait)


def a_minute_passes(shop: Shop) -> None:
    """As far as the next look that goes back all the way is concerned."""
    shop.admin.execute("UPDATE dashboard_state SET counted_at = counted_at - INTERVAL 61 SECOND")


def test_what_is_committed_late_is_counted_all_the_same(shop: Shop, stack: Stack) -> None:
    variant = shop.variant(shop.product(stock=3))
    order = shop.paid_order()
    shop.tick("dashboard_count")
    before = counts(shop)
    slow = Login(stack.url("admin"), database="store")
    # As a statement that has waited for long dates its rows.
    earlier = patience(shop).total_seconds() - 10
    slow.execute("SET timestamp = UNIX_TIMESTAMP() - %s", earlier)
    slow.execute("START TRANSACTION")
    receive(slow, variant)
    slow.execute(
        "INSERT INTO order_status_changes (order_id, order_status_code) VALUES (%s, 'processed')",
        order["id"],
    )
    shop.paid_order()
    shop.tick("dashboard_count")
    slow.execute("COMMIT")
    slow.close()
    a_minute_passes(shop)
    shop.tick("dashboard_count")
    assert counts(shop) - before == Counter(processed=1)
    query = "SELECT available_qty FROM stock_available WHERE variant_id = %s"
    assert shop.admin.value(query, variant) == 7


def test_no_look_gets_past_who_has_not_committed(shop: Shop, stack: Stack) -> None:
    variant = shop.variant(shop.product(stock=3))
    reader = Login(stack.url("admin"), database="store")
    reader.execute("START TRANSACTION")
    reader.rows("SELECT * FROM stock WHERE variant_id = %s", variant)
    writer = Login(stack.url("admin"), database="store")
    writer.execute("START TRANSACTION")
    receive(writer, variant)
    written_at: datetime = shop.admin.value("SELECT UTC_TIMESTAMP(6)")

    def look() -> bool:
        shop.paid_order()
        a_minute_passes(shop)
        shop.tick("dashboard_count")
        return moment(shop, "looked_at") > written_at

    # Longer than a look goes back behind the oldest transaction; seconds is what the server tells.
    age = "SELECT TIMESTAMPDIFF(SECOND, %s, UTC_TIMESTAMP(6))"
    wait_for(lambda: shop.admin.value(age, written_at) > 6)
    assert not look()
    assert moment(shop, "counted_at") < written_at - patience(shop)
    writer.execute("COMMIT")
    writer.close()
    # Who only reads holds nothing up.
    wait_for(look)
    assert moment(shop, "counted_at") > written_at - patience(shop)
    reader.close()


def test_no_look_gets_past_what_was_left_prepared(shop: Shop, stack: Stack) -> None:
    variant = shop.variant(shop.product(stock=3))
    shop.tick("dashboard_count")
    gone = Login(stack.url("admin"), database="store")
    gone.execute("XA START 'left'")
    receive(gone, variant)
    gone.execute("XA END 'left'")
    gone.execute("XA PREPARE 'left'")
    gone.close()
    query = "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_mysql_thread_id = 0"
    try:
        wait_for(lambda: shop.admin.value(query))
        a_minute_passes(shop)
        before = moment(shop, "counted_at"), moment(shop, "looked_at")
        shop.paid_order()
        shop.tick("dashboard_count")
        assert (moment(shop, "counted_at"), moment(shop, "looked_at")) == before
    finally:
        shop.admin.execute("XA COMMIT 'left'")


def test_nothing_is_written_while_nothing_happens(shop: Shop) -> None:
    shop.paid_order()
    shop.tick("dashboard_count")
    before = shop.admin.rows("SELECT * FROM dashboard_state")
    assert shop.tick("dashboard_count") == [{"counted": 0}]
    assert shop.admin.rows("SELECT * FROM dashboard_state") == before


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
