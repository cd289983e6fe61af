"""sales_facts_take: facts of sales follow the events, and due orders are made anew."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from core.checks import read_checks
from tests.support.logins import Login, Row, refused
from tests.support.shop import Shop, new_secret
from tests.support.stack import Stack

CHECKS = {check.name: check.sql for check in read_checks()}
FACTS = "SELECT * FROM sales_facts WHERE order_id = %s ORDER BY seq, line_no"


@pytest.fixture(autouse=True)
def the_sums_are_right(shop: Shop) -> Any:
    """After each test facts say what orders say, and sums what facts say."""
    yield
    take(shop)
    for name in ("sales_facts", "sales_sums"):
        assert shop.admin.rows(CHECKS[name]) == []


def take(shop: Shop) -> None:
    """What mail worker and clock do until nothing is left."""
    shop.relay()
    while not (rows := shop.tick("sales_facts_take", 100)) or rows[0]["taken"]:
        continue


def facts(shop: Shop, order: Row) -> list[Row]:
    """The facts of an order."""
    return shop.admin.rows(FACTS, order["id"])


def test_sales_facts_take__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("sales_facts_take", new_secret(), 100)


def test_sales_facts_take__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.work("sales_facts_take", 100)


def test_an_order_counts_when_it_is_paid(shop: Shop) -> None:
    one, two = shop.product(price="12.34", stock=20, tax_rate="20.00"), shop.product(price="5.00")
    person = shop.customer()
    order = shop.order(person, {one: 2, two: 1})
    take(shop)
    assert facts(shop, order) == []
    shop.pay(order)
    take(shop)
    first, second = facts(shop, order)
    assert (first["quantity"], first["gross_cents"], first["tax_cents"]) == (2, 2468, 494)
    assert (first["user_id"], first["product_id"]) == (person.id, one)
    assert (first["order_count"], second["order_count"]) == (1, 0)
    assert second["revenue_cents"] == 500


def test_a_sale_taken_back_is_a_second_row_of_its_own(shop: Shop) -> None:
    order = shop.paid_order()
    take(shop)
    shop.refund(order)
    take(shop)
    sold, back = facts(shop, order)
    assert back["seq"] > sold["seq"]
    for name in ("order_count", "quantity", "revenue_cents", "tax_cents"):
        assert back[name] == -sold[name] != 0


def test_moves_between_two_sold_statuses_are_no_sale(shop: Shop) -> None:
    order = shop.paid_order()
    shop.move(order, "processed", "shipped", "delivered")
    take(shop)
    assert len(facts(shop, order)) == 1


def test_events_that_were_not_passed_on_wait(shop: Shop) -> None:
    order = shop.paid_order()
    while shop.tick("sales_facts_take", 100)[0]["taken"]:
        continue
    assert facts(shop, order) == []


def test_what_was_taken_is_not_taken_twice(shop: Shop) -> None:
    order = shop.paid_order()
    take(shop)
    before = facts(shop, order)
    take(shop)
    assert facts(shop, order) == before


def test_facts_that_went_wrong_are_found_and_made_anew(shop: Shop) -> None:
    order = shop.paid_order()
    take(shop)
    right = facts(shop, order)
    shop.admin.execute("UPDATE sales_facts SET revenue_cents = 1 WHERE order_id = %s", order["id"])
    assert order["id"] in [row["order_id"] for row in shop.admin.rows(CHECKS["sales_facts"])]
    # The sums still hold what was right, and so do they when the wrong fact is taken off.
    shop.admin.execute(
        "UPDATE sales_facts SET revenue_cents = %s WHERE order_id = %s",
        right[0]["revenue_cents"],
        order["id"],
    )
    shop.admin.execute("INSERT INTO sales_facts_due VALUES (%s)", order["id"])
    take(shop)
    assert facts(shop, order) == right


def test_days_follow_the_time_zone_of_the_shop(shop: Shop) -> None:
    order = shop.paid_order()
    take(shop)
    moment = shop.admin.value(
        "SELECT changed_at FROM order_status_changes WHERE order_id = %s"
        " AND order_status_code = 'paid'",
        order["id"],
    )
    hours = {}
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        with shop.setting("time_zone", zone):
            take(shop)
            (fact,) = facts(shop, order)
            hours[zone] = (fact["sold_on"], fact["sold_hour"])
            assert hours[zone] == (
                shop.admin.value("SELECT DATE(CONVERT_TZ(%s, 'UTC', %s))", moment, zone),
                shop.admin.value("SELECT HOUR(CONVERT_TZ(%s, 'UTC', %s))", moment, zone),
            )
            assert shop.admin.rows(CHECKS["sales_sums"]) == []
    assert len(set(hours.values())) == 2


def test_one_takes_while_another_is_told_nothing(shop: Shop, stack: Stack) -> None:
    other = Login(stack.url("admin"), database="store")
    other.execute("START TRANSACTION")
    other.rows("SELECT * FROM sales_fact_state FOR UPDATE")
    assert shop.tick("sales_facts_take", 100) == []
    other.execute("ROLLBACK")
    other.close()
    assert len(shop.tick("sales_facts_take", 100)) == 1


def test_two_clocks_at_once_take_each_sale_once(shop: Shop, stack: Stack) -> None:
    orders = [shop.paid_order() for _ in range(6)]
    shop.relay()

    def clock() -> None:
        login = Login(stack.url("worker"))
        for _ in range(20):
            login.call("sales_facts_take", shop.services["clock"], 2)
        login.close()

    clocks = [threading.Thread(target=clock) for _ in range(2)]
    for each in clocks:
        each.start()
    for each in clocks:
        each.join()
    take(shop)
    assert [len(facts(shop, order)) for order in orders] == [1] * 6
