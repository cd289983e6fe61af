"""Many clients at once: nothing is oversold, nothing deadlocks, nothing is doubled."""

from __future__ import annotations

import json
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from core.checks import run_checks
from tests.support import stack as stacks
from tests.support.logins import Login, Row, SqlError
from tests.support.shop import ADDRESS, Person, Shop, new_client, new_key
from tests.support.stack import Stack

CLIENTS = 8
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def busy() -> Iterator[Stack]:
    """A stack of these tests' own: their thousands of orders would slow the others down."""
    with stacks.start() as stack:
        yield stack


@pytest.fixture(scope="module")
def busy_shop(busy: Stack) -> Iterator[Shop]:
    """The shop on that stack."""
    shop = Shop(busy)
    yield shop
    shop.close()


class Patient(Login):
    """A login that repeats a call after a deadlock, as every client of the shop does."""

    def call(self, procedure: str, *args: Any) -> list[Row]:
        """The first result set of a procedure."""
        while True:
            try:
                return super().call(procedure, *args)
            except SqlError as error:
                if error.errno not in (1205, 1213):
                    raise


@pytest.fixture(params=["READ COMMITTED", "REPEATABLE READ"])
def clients(request: pytest.FixtureRequest, busy: Stack) -> Iterator[list[Login]]:
    """Connections of the API: as it sets them, without a retry, and as consoles come."""
    kind = Login if request.param == "READ COMMITTED" else Patient
    logins = [kind(busy.url("api"), request.param) for _ in range(CLIENTS)]
    yield logins
    for login in logins:
        login.close()


@pytest.fixture(autouse=True)
def nothing_broke(busy: Stack, busy_shop: Shop, clients: list[Login]) -> Iterator[None]:
    """After each test: every check is silent; at READ COMMITTED InnoDB has seen no deadlock."""
    busy_shop.admin.execute("SET GLOBAL innodb_monitor_enable = 'lock_deadlocks'")
    before = deadlocks(busy_shop.admin)
    yield
    assert isinstance(clients[0], Patient) or deadlocks(busy_shop.admin) == before
    violations = run_checks(busy.url("admin"))
    assert not violations, "\n".join(str(violation) for violation in violations)


def deadlocks(admin: Login) -> int:
    """How many deadlocks InnoDB has resolved since the server started."""
    return int(
        admin.value(
            "SELECT count FROM information_schema.innodb_metrics WHERE name = 'lock_deadlocks'"
        )
    )


def at_once(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run all at the same moment; results or errors in order."""
    gate = threading.Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return work()
        except SqlError as error:
            return error

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def buy(client: Login, person: Person, items: dict[int, int]) -> str:
    """Fill the cart and order it; how that ended."""
    cart = {}
    for product, quantity in items.items():
        row = client.call(
            "cart_item_add", person.session, None, product, None, quantity, new_client()
        )[0]
        cart = json.loads(row["document"])
    try:
        place(client, person, new_key())
    except SqlError as error:
        assert error.code == "insufficient_stock", error
        for item in cart["items"]:
            client.call("cart_item_remove", person.session, None, item["id"], new_client())
        return "insufficient_stock"
    return "sold"


def place(client: Login, person: Person, key: str) -> str:
    """Order what is in the cart; the answer as the API would pass it on."""
    row = client.call(
        "order_place", person.session, key, None, json.dumps(ADDRESS), "standard", None
    )[0]
    return str(row["document"])


def test_last_pieces_are_sold_once(clients: list[Login], busy_shop: Shop) -> None:
    product = busy_shop.product(stock=80)
    people = [busy_shop.customer() for _ in clients]

    def shopper(client: Login, person: Person) -> Callable[[], Counter[str]]:
        return lambda: Counter(buy(client, person, {product: 1}) for _ in range(160 // CLIENTS))

    ends: Counter[str] = Counter()
    for result in at_once([shopper(*pair) for pair in zip(clients, people, strict=True)]):
        assert isinstance(result, Counter), result
        ends += result
    assert ends == {"sold": 80, "insufficient_stock": 80}
    assert busy_shop.stock(product) == (80, 80)


def test_overlapping_baskets_in_random_order(clients: list[Login], busy_shop: Shop) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    products = [busy_shop.product(stock=60) for _ in range(20)]
    people = [busy_shop.customer() for _ in clients]

    def shopper(number: int) -> Callable[[], Counter[str]]:
        dice = random.Random(seed + number)

        def baskets() -> Iterator[dict[int, int]]:
            for _ in range(320 // CLIENTS):
                chosen = dice.sample(products, dice.randint(2, 5))
                yield {product: dice.randint(1, 3) for product in chosen}

        return lambda: Counter(buy(clients[number], people[number], each) for each in baskets())

    ends: Counter[str] = Counter()
    for result in at_once([shopper(number) for number in range(CLIENTS)]):
        assert isinstance(result, Counter), result
        ends += result
    assert ends.total() == 320
    assert ends["sold"] > 100


def test_one_key_from_all_clients_is_one_order(clients: list[Login], busy_shop: Shop) -> None:
    person, product, key = busy_shop.customer(), busy_shop.product(stock=100), new_key()
    busy_shop.fill_cart(person, {product: 2})
    answers = at_once([partial(place, client, person, key) for client in clients])
    assert len(set(answers)) == 1, answers
    assert busy_shop.stock(product) == (100, 2)


def test_one_key_gives_every_twin_the_answer_of_the_order(
    clients: list[Login], busy_shop: Shop
) -> None:
    # The slower twins find an empty cart or no stock: what they hear is still the answer.
    person, product, key = busy_shop.customer(), busy_shop.product(stock=2), new_key()
    busy_shop.fill_cart(person, {product: 2})
    answers = at_once([partial(place, client, person, key) for client in clients])
    assert len(set(answers)) == 1, answers
    request = {
        "email": person.email,
        "items": [{"product_id": busy_shop.product(stock=1), "quantity": 1}],
        "address": ADDRESS,
        "shipping_method": "pickup",
    }
    calls = [
        partial(client.call, "checkout_place", None, key, json.dumps(request), new_client())
        for client in clients
    ]
    documents = [answer[0]["document"] for answer in at_once(calls)]
    assert len(set(documents)) == 1, documents


def test_one_key_with_two_bodies_is_one_order_and_refusals(
    clients: list[Login], busy_shop: Shop
) -> None:
    key, email = new_key(), f"{new_key()}@example.com"
    request = {
        "email": email,
        "items": [{"product_id": busy_shop.product(stock=100), "quantity": 1}],
        "address": ADDRESS,
    }
    calls = []
    for number, client in enumerate(clients):
        body = json.dumps({**request, "shipping_method": ("pickup", "express")[number % 2]})
        calls.append(partial(client.call, "checkout_place", None, key, body, new_client()))
    results = at_once(calls)
    refusals = [result for result in results if isinstance(result, SqlError)]
    assert {error.code for error in refusals} == {"idempotency_conflict"}, refusals
    answers = {row[0]["document"] for row in results if not isinstance(row, SqlError)}
    assert (len(answers), len(refusals)) == (1, CLIENTS // 2)


def test_neighbours_empty_and_fill_their_carts(clients: list[Login], busy_shop: Shop) -> None:
    products = [busy_shop.product(stock=0) for _ in range(6)]
    variants = [busy_shop.variant(product) for product in products]
    people = [busy_shop.customer() for _ in clients]
    lists = json.dumps([{"variant_id": each, "quantity": 1} for each in reversed(variants)])

    def fill_and_empty(client: Login, person: Person) -> None:
        for _ in range(15):
            for product in products[:3]:
                client.call("cart_item_add", person.session, None, product, None, 1, new_client())
            row = client.call("cart_items_add", person.session, None, lists, new_client())[0]
            items = json.loads(row["document"])["items"]
            assert sorted(item["quantity"] for item in items) == [1, 1, 1, 2, 2, 2]
            for item in items:
                client.call("cart_item_remove", person.session, None, item["id"], new_client())

    works = [partial(fill_and_empty, *pair) for pair in zip(clients, people, strict=True)]
    assert at_once(works) == [None] * CLIENTS


def test_two_sets_of_choices_are_two_items_and_two_lines(
    clients: list[Login], busy_shop: Shop
) -> None:
    person, product = busy_shop.customer(), busy_shop.product(stock=9)
    cart = busy_shop.fill_cart(person, {product: 1})
    for text in ("Ada", "Charles"):
        busy_shop.admin.execute(
            "INSERT INTO cart_items (cart_id, variant_id, choices_hash, choices, item_qty)"
            " SELECT cart_id, %s, UNHEX(LEFT(SHA2(%s, 256), 32)), JSON_ARRAY(%s), 2"
            " FROM carts WHERE user_id = %s",
            busy_shop.variant(product),
            text,
            text,
            person.id,
        )
    again = busy_shop.fill_cart(person, {product: 1})
    assert [item["quantity"] for item in again["items"]] == [2, 2, 2]
    assert again["items"][0]["id"] == cart["items"][0]["id"]
    order = json.loads(place(clients[0], person, new_key()))
    lines = [(line["quantity"], line["customizations"]) for line in order["items"]]
    assert lines == [(2, []), (2, ["Ada"]), (2, ["Charles"])]
    assert busy_shop.stock(product) == (9, 6)


def test_money_is_given_back_once(clients: list[Login], busy_shop: Shop) -> None:
    product, staff = busy_shop.product(price="20.10", tax_rate="0.00"), busy_shop.staff()
    order = busy_shop.paid_order(items={product: 1})

    def refund(client: Login) -> Any:
        return client.call("payment_refund", staff.session, new_key(), order["id"], "10.00", None)

    results = at_once([partial(refund, client) for client in clients])
    errors = [result for result in results if isinstance(result, SqlError)]
    assert [error.code for error in errors] == ["refund_too_large"] * (CLIENTS - 2), results


def test_counts_meet_shipping_and_payments(clients: list[Login], busy_shop: Shop) -> None:
    staff, product, other = (
        busy_shop.staff(),
        busy_shop.product(stock=40),
        busy_shop.product(stock=40),
    )
    variants = [busy_shop.variant(each) for each in (product, other)]
    orders = [busy_shop.paid_order(items={other: 2, product: 2}) for _ in range(16)]

    def count(client: Login, variant: int) -> None:
        for counted in (30, 24, 18, 10):
            try:
                client.call("stock_count", staff.session, variant, None, counted, None)
            except SqlError as error:
                assert error.code == "insufficient_stock", error

    def ship(client: Login, mine: list[dict[str, Any]]) -> None:
        for order in mine:
            for status in ("processed", "shipped"):
                try:
                    client.call("order_status_set", staff.session, order["id"], status, None, None)
                except SqlError as error:
                    assert error.code == "illegal_transition", error

    works: list[Callable[[], Any]] = [
        partial(count, client, variant)
        for client, variant in zip(clients[:2], variants, strict=True)
    ]
    works += [partial(ship, client, orders[i::6]) for i, client in enumerate(clients[2:])]
    for result in at_once(works):
        assert not isinstance(result, SqlError), result


def test_one_payment_key_from_all_clients_is_one_payment(
    clients: list[Login], busy_shop: Shop
) -> None:
    order, key = busy_shop.order(), new_key()

    def pay(client: Login) -> Any:
        return client.call("payment_bobi_take", order["session"], key, order["id"], order["total"])[
            0
        ]["document"]

    answers = at_once([partial(pay, client) for client in clients])
    assert len(set(answers)) == 1, answers
    found = busy_shop.admin.value("SELECT COUNT(*) FROM payments WHERE order_id = %s", order["id"])
    assert found == 1


def test_pay_cancel_and_expire_race(clients: list[Login], busy: Stack, busy_shop: Shop) -> None:
    person, product = busy_shop.customer(), busy_shop.product(stock=100)
    clock = Login(busy.url("worker"))
    refusals = {"order_not_payable", "illegal_transition"}
    ends: Counter[str] = Counter()
    for _ in range(30):
        order = busy_shop.overdue_order(person, {product: 1})
        pay = ("payment_bobi_take", person.session, new_key(), order["id"], order["total"])
        results = at_once(
            [
                partial(clients[0].call, *pay),
                partial(clients[1].call, "order_cancel", person.session, order["id"]),
                partial(clock.call, "order_expire_next", busy_shop.services["clock"]),
            ]
        )
        errors = [result for result in results if isinstance(result, SqlError)]
        assert {error.code for error in errors} <= refusals, errors
        status = busy_shop.admin.value(
            "SELECT order_status_code FROM orders WHERE order_id = %s", order["id"]
        )
        ends[status] += 1
    clock.close()
    assert set(ends) <= {"paid", "cancelled", "expired"}
    assert busy_shop.stock(product) == (100, ends["paid"])


def test_stock_counted_while_it_sells(clients: list[Login], busy_shop: Shop) -> None:
    product, staff = busy_shop.product(stock=50), busy_shop.staff()
    variant = busy_shop.variant(product)
    people = [busy_shop.customer() for _ in clients]

    def count() -> None:
        for counted in range(40, 60):
            try:
                clients[0].call("stock_count", staff.session, variant, None, counted, "shelf")
            except SqlError as error:
                assert error.code == "insufficient_stock", error

    def buy_five(client: Login, person: Person) -> None:
        for _ in range(5):
            buy(client, person, {product: 1})

    works: list[Callable[[], Any]] = [count]
    for client, person in zip(clients[1:], people[1:], strict=True):
        works.append(partial(buy_five, client, person))
    for result in at_once(works):
        assert not isinstance(result, SqlError), result
    on_hand, reserved = busy_shop.stock(product)
    assert on_hand >= reserved > 0
