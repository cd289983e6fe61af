"""What each report says of a shop that is known: figures found by hand, not by another query."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from tests.support.asking import Desk, desk
from tests.support.logins import SqlError
from tests.support.past import sold
from tests.support.shop import Person, Shop, new_client, new_secret, unique
from tests.support.stack import Stack

Ask = Callable[[], AbstractContextManager[Desk]]
# Times of the past in the middle of the day, far from where the shop's days begin.
NOON = 10


@pytest.fixture
def ask(stack: Stack, shop: Shop) -> Ask:
    """`with ask() as reports:`: where reports are asked for, after clock and relay have run."""

    def opened() -> AbstractContextManager[Desk]:
        shop.take_sales()
        shop.tick("dashboard_count")
        return desk(stack.url("report"))

    return opened


def noon(year: int, month: int, day: int) -> datetime:
    """A moment of a day."""
    return datetime(year, month, day, NOON)


@pytest.fixture
def buyer(shop: Shop) -> Iterator[Person]:
    """A customer of this test alone."""
    yield shop.customer(name=unique("Buyer"))


def test_orders_stand_as_their_customers_see_them(shop: Shop, buyer: Person, ask: Ask) -> None:
    product = shop.product(price="10.00", stock=50, tax_rate="20.00")
    paid, open_order = (shop.order(buyer, {product: number}) for number in (3, 1))
    shop.pay(paid)
    old = sold(shop, noon(2019, 3, 1), {product: (2, "19.00")}, buyer)
    with ask() as reports:
        rows = {row["order_number"]: row for row in reports.rows("orders", customer=buyer.id)}
        assert rows.keys() == {paid["number"], open_order["number"]}
        row = rows[paid["number"]]
        for name in ("subtotal", "discount", "shipping", "tax", "total"):
            assert row[name] == Decimal(paid[name]), name
        assert (row["paid"], row["status"], row["email"]) == (row["total"], "Paid", buyer.email)
        assert rows[open_order["number"]]["paid"] == 0
        # By its number an order is found whenever it was placed, also without the zeros.
        for number in (str(old), f"S{old:08}"):
            found = reports.one("orders", order=number)
            assert (found["total"], found["customer"]) == (Decimal("19.00"), row["customer"])
        assert reports.rows("orders", order="no number") == []
        by_product = partial(reports.rows, "orders", product=product)
        assert len(by_product()) == 2
        assert by_product(status=["paid"]) == [row]
        assert len(by_product(**{"from": "2019-03-01"})) == 3
        assert by_product(at_least=str(row["total"])) == [row]


def test_payments_are_what_moved(shop: Shop, buyer: Person, ask: Ask) -> None:
    order = shop.paid_order(buyer, {shop.product(price="10.00"): 2})
    shop.refund(order, "4.50")
    total = Decimal(order["total"])
    with ask() as reports:
        back, came = reports.rows("payments", order=order["number"])
        assert (came["captured"], came["net"], came["kind"]) == (total, total, "Captured")
        assert (back["refunded"], back["net"]) == (Decimal("4.50"), Decimal("-4.50"))
        totals = reports.totals("payments", customer=buyer.id)
        assert totals["net"] == total - Decimal("4.50")
        assert totals["refund_rate"] == round(450 / total, 2)


def test_best_sellers_are_ranked_over_part_and_whole_months(shop: Shop, ask: Ask) -> None:
    category = shop.category()
    few, many = shop.product(category=category), shop.product(category=shop.category())
    # Out, in by a day, in by its whole month, in by a day, out.
    for day, quantity in ((9, 100), (10, 1), (20, 2)):
        sold(shop, noon(2018, 2, day), {few: (quantity, "10.00")})
    sold(shop, noon(2018, 3, 15), {few: (4, "10.00"), many: (7, "70.00")})
    sold(shop, noon(2018, 4, 5), {few: (8, "10.00")})
    sold(shop, noon(2018, 4, 6), {few: (100, "10.00")})
    period = {"from": "2018-02-10", "to": "2018-04-05"}
    with ask() as reports:
        first, second = reports.rows("best_sellers", **period)
        assert (first["place"], first["quantity"], first["revenue"]) == (1, 7, 70)
        assert (second["place"], second["quantity"], second["revenue"]) == (2, 15, 40)
        assert (first["share"], second["share"]) == (Decimal("63.64"), Decimal("36.36"))
        assert second["price"] == Decimal("2.67")
        # Place and share stay those among all.
        assert reports.one("best_sellers", category=category, **period) == second


def test_customers_with_what_they_bought_in_the_period(shop: Shop, buyer: Person, ask: Ask) -> None:
    product, other, quiet = shop.product(), shop.register(), shop.register()
    for day in (noon(2018, 6, 10), noon(2018, 7, 10), noon(2018, 8, 10)):
        sold(shop, day, {product: (2, "30.00")}, buyer)
    sold(shop, noon(2018, 7, 11), {product: (1, "5.00")}, other)
    period = {"from": "2018-06-11", "to": "2018-08-10"}
    with ask() as reports:
        rich, poor = reports.rows("customers", **period)
        assert (rich["email"], rich["orders"]) == (buyer.email, 2)
        assert (rich["revenue"], rich["quantity"]) == (60, 4)
        assert (rich["order_value"], poor["revenue"]) == (30, 5)
        totals = reports.totals("customers", **period)
        assert (totals["customers"], totals["buyers"], totals["return_rate"]) == (2, 2, 50)
        assert reports.one("customers", at_least="5.01", **period) == rich
        row = reports.one("customers", customer=quiet.id, buyers=False, **period)
        assert (row["orders"], row["revenue"], row["order_value"]) == (0, 0, None)


@pytest.mark.parametrize("on", [date(2016, 6, 15), date(2016, 3, 7), date(2016, 3, 31)])
def test_money_and_orders_of_the_last_day_week_and_year(
    shop: Shop, buyer: Person, ask: Ask, on: date
) -> None:
    product = shop.product()
    for days, amount in ((0, "1.00"), (6, "2.00"), (7, "4.00"), (40, "8.00"), (364, "16.00")):
        sold(shop, noon(on.year, on.month, on.day) - timedelta(days), {product: (1, amount)}, buyer)
    for days in (-1, 365):
        sold(shop, noon(on.year, on.month, on.day) - timedelta(days), {product: (1, "90")}, buyer)
    with ask() as reports:
        row = reports.one("customer_orders", on=on.isoformat(), customer=buyer.id)
    assert (row["orders_day"], row["revenue_day"]) == (1, 1)
    assert (row["orders_week"], row["revenue_week"]) == (2, 3)
    assert (row["orders_year"], row["revenue_year"]) == (5, 31)


def test_stock_and_its_entries_say_the_same(shop: Shop, buyer: Person, ask: Ask) -> None:
    product = shop.product(price="2.50", stock=10)
    order = shop.paid_order(buyer, {product: 3})
    with ask() as reports:
        row = reports.one("stock", product=product)
        pieces = (row["on_hand"], row["reserved"], row["available"], row["value"])
        assert pieces == (10, 3, 7, Decimal("25.00"))
        kinds = {row["kind"]: row for row in reports.rows("stock_entries", product=product)}
        assert kinds["Received from a supplier"]["on_hand"] == 10
        assert kinds["Set aside for an order"]["order_number"] == order["number"]
    shop.move(order, "processed", "shipped")
    with ask() as reports:
        totals = reports.totals("stock_entries", product=product)
        moved = (totals["entries"], totals["came"], totals["went"], totals["on_hand"])
        assert moved == (3, 10, 3, 7)
        assert totals["reserved"] == 0
        assert len(reports.rows("stock_entries", order=order["number"])) == 2
        assert len(reports.rows("stock_entries", product=product, kind=["ship"])) == 1
        assert reports.rows("stock", product=product, state="sold_out") == []
        assert reports.one("stock", product=product, state="available")["on_hand"] == 7


def test_low_stock_is_few_and_for_sale(shop: Shop, ask: Ask) -> None:
    category = shop.category()
    few, many, none, archived = (
        shop.product(stock=pieces, category=category) for pieces in (5, 6, 1, 1)
    )
    shop.paid_order(items={none: 1})
    version = shop.admin.value("SELECT version FROM products WHERE product_id = %s", archived)
    shop.api.call("product_archive", shop.staff().session, archived, version)
    with ask() as reports:
        found = reports.rows("low_stock", category=category)
        assert [(row["available"], row["state"]) for row in found] == [(0, "Sold out"), (5, "Low")]
        assert [row["sold_this_month"] for row in found] == [1, 0]
        assert len(reports.rows("low_stock", category=category, at_most=6)) == 3
        assert reports.rows("low_stock", product=many) == []
        assert reports.one("low_stock", product=few)["available"] == 5


def test_days_of_cover_by_hand(shop: Shop, ask: Ask) -> None:
    category = shop.category()
    product = partial(shop.product, category=category, price="2.00")
    goods = {"Short": 45, "Enough": 60, "Too much": 500, "Sold out": 0, "Dead": 9}
    ids = {state: product(stock=pieces) for state, pieces in goods.items()}
    # 30 pieces in 30 days: one a day; the dead one was sold long before.
    for state, day in ((state, 1 + 7 * place) for place, state in enumerate(ids)):
        if state != "Dead":
            sold(shop, noon(2018, 9, day), {ids[state]: (30, "60.00")})
    sold(shop, noon(2018, 8, 31), {ids["Dead"]: (30, "60.00")})
    period: dict[str, Any] = {
        "from": "2018-09-01",
        "to": "2018-09-30",
        "target": 50,
        "category": category,
    }
    with ask() as reports:
        rows = {row["state"]: row for row in reports.rows("days_of_cover", **period)}
        assert rows.keys() == goods.keys()
        for state, pieces in goods.items():
            per_day = 0 if state == "Dead" else 1
            assert (rows[state]["available"], rows[state]["per_day"]) == (pieces, per_day)
            assert rows[state]["days"] == (None if state == "Dead" else pieces)
            assert rows[state]["value"] == 2 * pieces
        orders = {state: row["reorder"] for state, row in rows.items() if row["reorder"]}
        assert orders == {"Short": 5, "Sold out": 50}
        wanted = reports.rows("days_of_cover", to_order=True, **period)
        assert {row["state"] for row in wanted} == orders.keys()
        # The days of all are those of all pieces at the pace of all.
        whole = reports.one("days_of_cover", "category", **period)
        assert (whole["days"], whole["available"]) == (Decimal(sum(goods.values())) / 4, 614)


def test_dead_stock_was_not_sold_for_so_long(shop: Shop, ask: Ask) -> None:
    category = shop.category()
    fresh, old, never, gone = (
        shop.product(stock=pieces, category=category, price="3.00") for pieces in (5, 5, 5, 0)
    )
    now = datetime.now(UTC).replace(tzinfo=None)
    sold(shop, now - timedelta(days=80), {fresh: (1, "3.00")})
    sold(shop, now - timedelta(days=100), {old: (1, "3.00"), gone: (1, "3.00")})
    skus = "SELECT sku FROM products WHERE product_id = %s"
    with ask() as reports:
        for days, dead in ((90, [old, never]), (70, [fresh, old, never]), (120, [never])):
            rows = reports.rows("dead_stock", category=category, days=days)
            names = {shop.admin.value(skus, each) for each in dead}
            assert {row["sku"] for row in rows} == names, days
            assert {row["value"] for row in rows} == {15}
        assert reports.one("dead_stock", product=never)["last_sold"] is None
        month = f"{now - timedelta(days=100):%Y-%m}"
        assert reports.one("dead_stock", product=old)["last_sold"] == month


def test_carts_are_abandoned_after_a_while(shop: Shop, buyer: Person, ask: Ask) -> None:
    dear, cheap = shop.product(price="20.00"), shop.product(price="1.50")
    shop.fill_cart(buyer, {dear: 2, cheap: 1})
    token = unique("token")
    shop.api.call("cart_item_add", None, token, dear, None, 1, new_client())
    guest = "owner_key = CONCAT('guest:', SHA2(%s, 256))"
    with ask() as reports:
        assert reports.rows("carts_abandoned", product=dear) == []
    age = "UPDATE carts SET updated_at = updated_at - INTERVAL 30 HOUR WHERE"
    shop.admin.execute(f"{age} user_id = %s", buyer.id)
    shop.admin.execute(f"{age} {guest}", token)
    with ask() as reports:
        totals = reports.totals("carts_abandoned", customer=buyer.id)
        assert (totals["carts"], totals["quantity"]) == (1, 3)
        assert (totals["value"], totals["cart_value"]) == (Decimal("41.50"), Decimal("41.50"))
        assert len(reports.rows("carts_abandoned", product=dear)) == 2
        row = reports.one("carts_abandoned", product=dear, visitor="guest")
        assert (row["customer"], row["value"], row["email"]) == ("Guest", 20, None)
        assert 30 * 3600 <= row["idle"] < 31 * 3600
        assert reports.rows("carts_abandoned", product=dear, idle_hours=31) == []


def test_mails_stand_in_the_queue(shop: Shop, buyer: Person, ask: Ask) -> None:
    order = shop.paid_order(buyer)
    with ask() as reports:
        rows = reports.rows("mail_queue", recipient=buyer.email.upper())
        events = [row["event"] for row in rows if row["order_number"] == order["number"]]
        assert sorted(events) == ["An order is paid", "An order waits for payment"]
        assert {row["state"] for row in rows} == {"Waiting"}
    mail = "m INNER JOIN events AS e USING (event_id) WHERE e.order_id = %s"
    ids = shop.admin.rows(f"SELECT m.mail_id FROM mails AS {mail}", order["id"])
    shop.admin.execute(
        "UPDATE mails SET state = 'sending', lease_token = 'mine' WHERE mail_id = %s",
        ids[0]["mail_id"],
    )
    shop.work("mail_failed", ids[0]["mail_id"], "mine", "550 no such box", True)
    with ask() as reports:
        row = reports.one("mail_queue", recipient=buyer.email, state=["dead"])
        assert (row["last_error"], row["state"]) == ("550 no such box", "Given up")
        totals = reports.totals("mail_queue", recipient=buyer.email)
        assert (totals["given_up"], totals["sent"], totals["mails"]) == (1, 0, len(rows))


def test_logins_and_refusals(shop: Shop, buyer: Person, ask: Ask) -> None:
    address = new_client()
    given = (buyer.email, "wrong", new_secret(), new_secret(), "Browser", address, None)
    with pytest.raises(SqlError):
        shop.api.call("session_open", *given)
    shop.log_in(buyer.email)
    with pytest.raises(SqlError):
        shop.api.call("dashboard_show", buyer.session)
    refusals = {"client_address": address, "subsystem": "identity", "code": "rate_limited"}
    counts = json.dumps([{**refusals, "count": 7}])
    shop.api.call("refusals_count", shop.services["api"], counts)
    with ask() as reports:
        rows = reports.rows("logins", person=buyer.id)
        codes = sorted(str(row["reason"]) for row in rows if row["what"] == "Refusal")
        assert codes == ["Not allowed", "Not logged in"]
        # Registering logs in, too.
        logins = [row for row in rows if row["what"] == "Login"]
        assert {row["client"] for row in logins} == {"test"}
        totals = reports.totals("logins", person=buyer.id)
        assert (totals["logins"], totals["refusals"]) == (len(logins), 2)
        row = reports.one("logins", address=address, reason="rate_limited")
        assert (row["refusals"], row["person"], row["logins"]) == (7, None, 0)


def test_the_audit_tells_who_changed_what(shop: Shop, ask: Ask) -> None:
    product = shop.product(price="3.00", stock=0)
    version = shop.admin.value("SELECT version FROM products WHERE product_id = %s", product)
    change = json.dumps({"name": "Renamed"})
    shop.api.call("product_update", shop.staff().session, product, version, change)
    key = {"table": "products", "row": str(product)}
    with ask() as reports:
        changed, made = reports.rows("audit", **key)
        assert (made["action"], changed["action"]) == ("insert", "update")
        assert made["old_values"] is None
        assert json.loads(changed["new_values"])["name"] == "Renamed"
        assert changed["actor"] == made["actor"]
        assert len(reports.rows("audit", actor=shop.staff().id, **key)) == 2
        assert reports.rows("audit", kind="error", **key) == []


def test_behaviour_is_what_a_user_did(shop: Shop, buyer: Person, ask: Ask) -> None:
    product = shop.product(stock=20)
    shop.paid_order(buyer, {product: 1})
    shop.api.call("order_cancel", buyer.session, shop.order(buyer, {product: 1})["id"])
    shop.fill_cart(buyer, {product: 1})
    with ask() as reports:
        totals = reports.totals("activity", customer=buyer.id)
        assert (totals["registrations"], totals["carts"], totals["orders"]) == (1, 1, 2)
        assert totals["people"] == 1
        acts = {
            row["act"]: row["acts"] for row in reports.rows("activity", "act", customer=buyer.id)
        }
        assert acts["Order: Ready for paying"] == 2
        assert (acts["Order: Paid"], acts["Order: Cancelled"]) == (1, 1)
        orders = reports.rows("activity", customer=buyer.id, act=["order"])
        assert len(orders) == 4
        assert all(row["order_number"] for row in orders)
