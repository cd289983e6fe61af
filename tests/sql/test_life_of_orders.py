"""Carts, orders, payments, moves, returns and stock against a model in Python."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from core.checks import run_checks
from tests.support.logins import Login, SqlError, refused
from tests.support.shop import ADDRESS, Person, Shop, new_client, new_key
from tests.support.stack import Stack

CENT = Decimal("0.01")
SHIPPING = {"standard": Decimal("4.90"), "express": Decimal("9.90"), "pickup": Decimal(0)}
# The status flow as the model knows it: what staff may do, and what it does to stock.
BY_STAFF = {
    ("ready_for_paying", "cancelled"): "release",
    ("paid", "processed"): "none",
    ("paid", "refunded"): "release",
    ("processed", "shipped"): "ship",
    ("processed", "refunded"): "release",
    ("shipped", "delivered"): "none",
    ("shipped", "returned"): "return",
    ("delivered", "returned"): "return",
    ("returned", "refunded"): "none",
    ("short", "paid"): "reserve",
    ("short", "refunded"): "none",
}
# What an effect does to pieces on hand and to pieces reserved.
EFFECTS = {
    "none": (0, 0),
    "reserve": (0, 1),
    "release": (0, -1),
    "ship": (-1, -1),
    "return": (1, 0),
}
STATUSES = ["ready_for_paying", "paid", "processed", "shipped", "delivered"]
STATUSES += ["cancelled", "expired", "returned", "refunded", "draft", "short"]
PRICES = [("19.99", "20.00"), ("0.05", "9.00"), ("3.33", "0.00"), ("100.00", "20.00")]
numbers = st.integers(0, 10**6)


@dataclass
class Order:
    """What the model knows of an order."""

    id: int
    items: dict[int, int]
    total: Decimal
    status: str = "ready_for_paying"
    reserved_at: int = 0


class Life(RuleBasedStateMachine):
    """One customer, four products, one member of staff, and the owner at a console."""

    shop: ClassVar[Shop]
    owner: ClassVar[Login]
    url: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.on_hand: dict[int, int] = {}
        self.reserved: dict[int, int] = {}
        self.price: dict[int, tuple[Decimal, Decimal]] = {}
        self.cart: dict[int, int] = {}
        self.orders: list[Order] = []
        self.reserved_orders = 0
        self.person: Person

    @initialize()
    def open_shop(self) -> None:
        self.person = self.shop.customer()
        for price, rate in PRICES:
            product = self.shop.product(price=price, stock=8, tax_rate=rate)
            self.on_hand[product], self.reserved[product] = 8, 0
            self.price[product] = (Decimal(price), Decimal(rate))

    def pick(self, number: int) -> int:
        return list(self.on_hand)[number % len(self.on_hand)]

    def some_order(self, number: int) -> Order | None:
        return self.orders[number % len(self.orders)] if self.orders else None

    def is_refused(self, code: str, procedure: str, *args: Any) -> None:
        with pytest.raises(SqlError) as caught:
            self.shop.api.call(procedure, *args)
        assert caught.value.code == code, caught.value

    def follow(self, order: Order, effect: str) -> None:
        on_hand, reserved = EFFECTS[effect]
        if effect == "reserve":
            self.reserved_orders += 1
            order.reserved_at = self.reserved_orders
        for product, quantity in order.items.items():
            self.on_hand[product] += on_hand * quantity
            self.reserved[product] += reserved * quantity

    def lacks(self, items: dict[int, int]) -> bool:
        return any(self.on_hand[p] - self.reserved[p] < q for p, q in items.items())

    def total(self, shipping: str) -> Decimal:
        amount = SHIPPING[shipping]
        for product, quantity in self.cart.items():
            price, rate = self.price[product]
            line = price * quantity
            amount += line + (line * rate / 100).quantize(CENT, ROUND_HALF_UP)
        return amount

    @rule(number=numbers, quantity=st.integers(1, 6))
    def add_to_cart(self, number: int, quantity: int) -> None:
        product = self.pick(number)
        self.cart[product] = self.cart.get(product, 0) + quantity
        cart = self.shop.fill_cart(self.person, {product: quantity})
        found = {item["product_id"]: item["quantity"] for item in cart["items"]}
        assert found == self.cart
        assert Decimal(cart["total"]) == self.total("standard")

    @rule()
    def empty_cart(self) -> None:
        row = self.shop.api.call("cart_show", self.person.session, None)[0]
        for item in json.loads(row["document"])["items"]:
            self.shop.api.call(
                "cart_item_remove", self.person.session, None, item["id"], new_client()
            )
        self.cart.clear()

    @rule(shipping=st.sampled_from(sorted(SHIPPING)), overdue=st.booleans())
    def place(self, shipping: str, overdue: bool) -> None:
        args = (self.person.session, new_key(), None, json.dumps(ADDRESS), shipping, None)
        if not self.cart:
            self.is_refused("cart_empty", "order_place", *args)
        elif self.lacks(self.cart):
            self.is_refused("insufficient_stock", "order_place", *args)
        else:
            order = (
                self.shop.overdue_order(self.person, {}, shipping=shipping)
                if overdue
                else self.shop.place(self.person, shipping=shipping)
            )
            assert Decimal(order["total"]) == self.total(shipping)
            made = Order(order["id"], dict(self.cart), Decimal(order["total"]))
            self.follow(made, "reserve")
            self.orders.append(made)
            self.cart.clear()
            if overdue:
                self.shop.expire(order)
                self.follow(made, "release")
                made.status = "expired"

    @rule(number=numbers, wrong=st.booleans())
    def pay(self, number: int, wrong: bool) -> None:
        if not (order := self.some_order(number)):
            return
        amount = order.total + (CENT if wrong else 0)
        args = (self.person.session, new_key(), order.id, str(amount))
        if order.status != "ready_for_paying":
            self.is_refused("order_not_payable", "payment_bobi_take", *args)
        elif wrong:
            self.is_refused("amount_mismatch", "payment_bobi_take", *args)
        else:
            self.shop.api.call("payment_bobi_take", *args)
            order.status = "paid"

    @rule(number=numbers)
    def cancel(self, number: int) -> None:
        if not (order := self.some_order(number)):
            return
        if order.status in ("ready_for_paying", "cancelled"):
            self.shop.api.call("order_cancel", self.person.session, order.id)
            if order.status == "ready_for_paying":
                self.follow(order, "release")
            order.status = "cancelled"
        else:
            self.is_refused("illegal_transition", "order_cancel", self.person.session, order.id)

    @rule(number=numbers, status=st.sampled_from(STATUSES), by_owner=st.booleans())
    def move(self, number: int, status: str, by_owner: bool) -> None:
        if not (order := self.some_order(number)):
            return
        effect = BY_STAFF.get((order.status, status))
        is_expiry = (order.status, status) == ("ready_for_paying", "expired")
        is_shortage = order.status in ("paid", "processed") and status == "short"
        try:
            if by_owner:
                self.owner.execute(
                    "INSERT INTO order_status_changes (order_id, order_status_code)"
                    " VALUES (%s, %s)",
                    order.id,
                    status,
                )
            else:
                self.shop.move({"id": order.id}, status)
        except SqlError as error:
            if error.code == "insufficient_stock":
                assert effect == "reserve" and self.lacks(order.items), error
                return
            assert error.code == "illegal_transition", error
            # Who says refunded at a console gives no money back; who counts makes orders short.
            by_word = by_owner and status == "refunded"
            assert by_word or (effect is None and not (by_owner and (is_expiry or is_shortage)))
            return
        if by_owner and (is_expiry or is_shortage):
            effect = "release"
        if effect is None:
            assert order.status == status and not by_owner
            return
        self.follow(order, effect)
        order.status = status

    @rule(number=numbers, quantity=st.integers(-5, 5), by_owner=st.booleans())
    def move_stock(self, number: int, quantity: int, by_owner: bool) -> None:
        product = self.pick(number)
        reason = "receipt" if quantity > 0 else "damage"
        try:
            if by_owner:
                self.owner.execute(
                    "INSERT INTO stock_entries"
                    " (variant_id, stock_location_id, stock_entry_kind_code, on_hand_delta)"
                    " VALUES (%s, 1, %s, %s)",
                    self.shop.variant(product),
                    reason,
                    quantity,
                )
            else:
                self.shop.api.call(
                    "stock_entry_add",
                    self.shop.staff().session,
                    self.shop.variant(product),
                    None,
                    quantity,
                    reason,
                    None,
                )
        except SqlError as error:
            free = self.on_hand[product] - self.reserved[product]
            assert quantity == 0 or (error.code == "insufficient_stock" and free + quantity < 0)
            return
        self.on_hand[product] += quantity
        assert quantity != 0

    @rule(number=numbers, counted=st.integers(0, 12))
    def count(self, number: int, counted: int) -> None:
        product = self.pick(number)
        holders = [o for o in self.orders if o.status in ("paid", "processed")]
        newest = sorted(holders, key=lambda o: o.reserved_at, reverse=True)
        short: list[Order] = []
        left = self.reserved[product]
        for order in newest:
            if left > counted and product in order.items:
                left -= order.items[product]
                short.append(order)
        args = (self.shop.staff().session, self.shop.variant(product), None, counted, None)
        if left > counted:
            self.is_refused("insufficient_stock", "stock_count", *args)
            return
        self.shop.api.call("stock_count", *args)
        for order in short:
            self.follow(order, "release")
            order.status = "short"
        self.on_hand[product] = counted

    @rule(number=numbers, sets=st.integers(0, 50))
    def owner_sets_what_is_derived(self, number: int, sets: int) -> None:
        product = self.pick(number)
        if sets == self.on_hand[product]:
            return
        with pytest.raises(SqlError):
            self.owner.execute(
                "UPDATE stock SET on_hand_qty = %s WHERE product_id = %s", sets, product
            )

    def teardown(self) -> None:
        for product, on_hand in self.on_hand.items():
            assert self.shop.stock(product) == (on_hand, self.reserved[product])
        for order in self.orders:
            row = self.shop.admin.rows(
                "SELECT order_status_code AS status, total_amount AS total FROM orders"
                " WHERE order_id = %s",
                order.id,
            )[0]
            assert (row["status"], row["total"]) == (order.status, order.total)
        violations = run_checks(self.url)
        assert not violations, "\n".join(str(violation) for violation in violations)


@pytest.fixture
def life(stack: Stack, shop: Shop, as_owner: Login) -> Iterator[type[Life]]:
    """The machine on this run's stack."""
    Life.shop, Life.owner, Life.url = shop, as_owner, stack.url("admin")
    yield Life


@pytest.mark.slow
def test_life_of_orders(life: type[Life]) -> None:
    run_state_machine_as_test(
        life,
        settings=settings(
            max_examples=30,
            stateful_step_count=30,
            deadline=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.parametrize("kind", ["refund", "chargeback"])
def test_what_an_attempt_never_took_is_not_given_back(
    shop: Shop, as_owner: Login, kind: str
) -> None:
    order = shop.order()
    attempt = "INSERT INTO payments (order_id, payment_method_code, amount) VALUES (%s, 'bobi', %s)"
    as_owner.execute(attempt, order["id"], order["total"])
    untaken = as_owner.value("SELECT LAST_INSERT_ID()")
    shop.pay(order)
    with refused("not_found"):
        as_owner.execute(
            "INSERT INTO payment_entries (order_id, payment_id, payment_entry_kind_code, amount)"
            " VALUES (%s, %s, %s, 1)",
            order["id"],
            untaken,
            kind,
        )
