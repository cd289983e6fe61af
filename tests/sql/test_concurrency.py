"""Many clients at once: nothing is oversold, nothing deadlocks, nothing is doubled."""

from __future__ import annotations

import json
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from core.checks import run_checks
from tests.support import stack as stacks
from tests.support.logins import Login, Row, SqlError
from tests.support.shop import ADDRESS, Person, Shop, new_key
from tests.support.stack import Stack

CLIENTS = 16
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


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
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
        row = client.call("cart_item_add", person.id, None, product, str(quantity))[0]
        cart = json.loads(row["document"])
    try:
        place(client, person, new_key())
    except SqlError as error:
        assert error.code == "insufficient_stock", error
        for item in cart["items"]:
            client.call("cart_item_remove", person.id, None, item["id"])
        return "insufficient_stock"
    return "sold"


def place(client: Login, person: Person, key: str) -> str:
    """Order what is in the cart; the answer as the API would pass it on."""
    row = client.call("order_place", person.id, key, None, json.dumps(ADDRESS), "standard", None)[0]
    return str(row["document"])


def test_last_pieces_are_sold_once(clients: list[Login], busy_shop: Shop) -> None:
    product = busy_shop.product(stock=200)
    people = [busy_shop.customer() for _ in clients]

    def shopper(client: Login, person: Person) -> Callable[[], Counter[str]]:
        return lambda: Counter(buy(client, person, {product: 1}) for _ in range(400 // CLIENTS))

    ends: Counter[str] = Counter()
    for result in at_once([shopper(*pair) for pair in zip(clients, people, strict=True)]):
        assert isinstance(result, Counter), result
        ends += result
    assert ends == {"sold": 200, "insufficient_stock": 200}
    assert busy_shop.stock(product) == (200, 200)


def test_overlapping_baskets_in_random_order(clients: list[Login], busy_shop: Shop) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    products = [busy_shop.product(stock=400) for _ in range(20)]
    people = [busy_shop.customer() for _ in clients]

    def shopper(number: int) -> Callable[[], Counter[str]]:
        dice = random.Random(seed + number)

        def baskets() -> Iterator[dict[int, int]]:
            for _ in range(2000 // CLIENTS):
                chosen = dice.sample(products, dice.randint(2, 5))
                yield {product: dice.randint(1, 3) for product in chosen}

        return lambda: Counter(buy(clients[number], people[number], each) for each in baskets())

    ends: Counter[str] = Counter()
    for result in at_once([shopper(number) for number in range(CLIENTS)]):
        assert isinstance(result, Counter), result
        ends += result
    assert ends.total() == 2000
    assert ends["sold"] > 500


def test_one_key_from_all_clients_is_one_order(clients: list[Login], busy_shop: Shop) -> None:
    person, product, key = busy_shop.customer(), busy_shop.product(stock=100), new_key()
    busy_shop.fill_cart(person, {product: 2})
    answers = at_once([partial(place, client, person, key) for client in clients])
    assert len(set(answers)) == 1, answers
    assert busy_shop.stock(product) == (100, 2)


def test_one_payment_key_from_all_clients_is_one_payment(
    clients: list[Login], busy_shop: Shop
) -> None:
    order, key = busy_shop.order(), new_key()

    def pay(client: Login) -> Any:
        return client.call("payment_bobi_take", order["user_id"], key, order["id"], order["total"])[
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
        pay = ("payment_bobi_take", person.id, new_key(), order["id"], order["total"])
        results = at_once(
            [
                partial(clients[0].call, *pay),
                partial(clients[1].call, "order_cancel", person.id, order["id"]),
                partial(clock.call, "order_expire_next"),
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
    assert busy_shop.stock(product) == (100 - ends["paid"], 0)


def test_stock_counted_while_it_sells(clients: list[Login], busy_shop: Shop) -> None:
    product, staff = busy_shop.product(stock=50), busy_shop.staff()
    people = [busy_shop.customer() for _ in clients]

    def count() -> None:
        for counted in range(40, 60):
            try:
                clients[0].call("stock_count", staff.id, product, str(counted), "shelf")
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
