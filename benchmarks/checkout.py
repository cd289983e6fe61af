"""Full checkouts over HTTP beside the same CALLs from bare clients."""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.clients import Crew
from benchmarks.cpu import CORES
from benchmarks.database import Admin, Bare
from benchmarks.http import Channel, request
from benchmarks.measure import Contender, Goal, alternate, part_goal, ratio
from benchmarks.stack import BenchmarkStack, start
from core.checks import run_checks

LINES = 3
STOCK = 1_000_000
BASE = "/api/v1"
PEOPLE = (
    "SELECT u.user_id, a.address_id, u.email FROM users AS u"
    " INNER JOIN addresses AS a ON u.user_id = a.user_id"
    " WHERE u.email REGEXP '^customer[0-9]+@' ORDER BY u.user_id LIMIT %s"
)
PRODUCTS = "SELECT product_id FROM product_cards WHERE is_sold ORDER BY product_id"
PLACED = "SELECT COUNT(*) FROM orders WHERE NOT is_imported"
ADMIN = "SELECT user_id FROM users WHERE email = 'admin@storekeeper.example'"


@dataclass(frozen=True)
class Customer:
    """A customer of the demo shop who can order."""

    user_id: int
    address_id: int
    email: str


@dataclass
class Baskets:
    """Which products an order holds: random ones, and the hot one if there is one."""

    products: Sequence[int]
    hot: int | None
    seed: int
    _chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._others = [product for product in self.products if product != self.hot]

    def next(self) -> list[int]:
        """The products of the next order."""
        if self.hot is None:
            return self._chance.sample(self._others, LINES)
        chosen = [self.hot, *self._chance.sample(self._others, LINES - 1)]
        self._chance.shuffle(chosen)
        return chosen


@dataclass
class OverHttp:
    """A customer at the API: three times POST /cart/items, then POST /orders."""

    port: int
    customer: Customer
    password: str
    baskets: Baskets

    def open(self) -> None:
        """Log in and build every request but the key of an order."""
        self._channel = Channel(self.port)
        login = {"email": self.customer.email, "password": self.password}
        self._channel.expect(request("POST", f"{BASE}/users/login", body=login), 200)
        bearer = {"Authorization": f"Bearer {self._channel.json()['access_token']}"}
        self._adds = {
            product: request(
                "POST", f"{BASE}/cart/items", bearer, {"product_id": product, "quantity": 1}
            )
            for product in self.baskets.products
        }
        order = {"address_id": self.customer.address_id, "shipping_method": "standard"}
        keyed = request("POST", f"{BASE}/orders", {**bearer, "Idempotency-Key": "@"}, order)
        self._before, self._after = keyed.split(b"@", 1)
        self._keys = (b"bench-http-%d-%d" % (os.getpid(), n) for n in itertools.count())

    def once(self) -> None:
        """One checkout."""
        for product in self.baskets.next():
            self._channel.expect(self._adds[product], 201)
        self._channel.expect(self._before + next(self._keys) + self._after, 201)

    def close(self) -> None:
        """Hang up."""
        self._channel.close()


@dataclass
class BareCalls:
    """The same customer with a connection of its own: the CALLs that the API would make."""

    url: str
    customer: Customer
    baskets: Baskets

    def open(self) -> None:
        """Connect and build the statements."""
        self._database = Bare(self.url)
        self._database.open()
        user = self.customer.user_id
        self._adds = {
            product: b"CALL cart_item_add(%d, NULL, %d, '1')" % (user, product)
            for product in self.baskets.products
        }
        self._place = b"CALL order_place(%d, 'bench-bare-%d-%%d', %d, NULL, 'standard', NULL)" % (
            user,
            os.getpid(),
            self.customer.address_id,
        )
        self._numbers = itertools.count()

    def once(self) -> None:
        """One checkout."""
        for product in self.baskets.next():
            self._database.run(self._adds[product])
        self._database.run(self._place % next(self._numbers))

    def close(self) -> None:
        """Disconnect."""
        self._database.close()


def run(
    clients: int, rounds: int, seconds: float, hot: bool, progress: Callable[[str], None]
) -> dict[str, Any]:
    """Measure on a stack of its own."""
    with start(progress) as stack, stack.api() as served:
        products = [row[0] for row in stack.admin.rows(PRODUCTS)]
        stock_up(stack.admin, products)
        customers = [Customer(*row) for row in stack.admin.rows(PEOPLE, clients)]
        hot_product = products[len(products) // 2] if hot else None
        baskets = [Baskets(products, hot_product, seed) for seed in range(clients)]
        password = stack.env["STORE_DEMO_PASSWORD"]
        http = [
            OverHttp(served.port, customer, password, basket)
            for customer, basket in zip(customers, baskets, strict=True)
        ]
        bare = [
            BareCalls(stack.env["STORE_API_DATABASE_URL"], customer, basket)
            for customer, basket in zip(customers, baskets, strict=True)
        ]
        with Crew(http) as http_crew, Crew(bare) as bare_crew:
            servers = stack.server_pids()
            contenders = [
                Contender("over HTTP", http_crew, {"api": served.pids, **servers}),
                Contender("bare CALLs", bare_crew, servers),
            ]
            placed = stack.admin.value(PLACED)
            alternate(contenders, rounds, seconds, stack.admin, progress)
        progress("Checking every promise over all data.")
        return report(stack, contenders, hot, clients, placed)


def stock_up(admin: Admin, products: Sequence[int]) -> None:
    """Nothing may run short while orders are counted."""
    actor = admin.value(ADMIN)
    for product in products:
        admin.call("stock_move", actor, product, str(STOCK), "receipt", "benchmark")


def report(
    stack: BenchmarkStack, contenders: Sequence[Contender], hot: bool, clients: int, placed: int
) -> dict[str, Any]:
    """Figures, goals, and whether the data still keeps its promises."""
    http, bare = contenders
    part = ratio(http.rates, bare.rates)
    results = [each.result() for each in contenders]
    goals = [part_goal("part of the bare ceiling", 0.6 if hot else 0.5, part)]
    if not hot:
        goals.append(Goal("checkouts over HTTP", 200, results[0]["per_second"], "/s").row())
    violations = [str(violation) for violation in run_checks(stack.database.admin_url)]
    found = stack.admin.value(PLACED) - placed
    answered = sum(each["done"] for each in results)
    return {
        "benchmark": "checkout with one hot product" if hot else "checkout",
        "unit": f"{LINES} x add to cart, then order",
        "scene": f"{clients} clients, {CORES} cores",
        "cores": CORES,
        "clients": clients,
        "results": results,
        "ratio": part,
        "orders_in_database": found,
        "violations": violations,
        "notes": [
            f"{found:,} orders are in the database, warm-up included; {answered:,} were counted.",
            f"./store db check over all of them: {len(violations) or 'silent'}"
            f"{' violations' if violations else ''}.",
            f"CPU of one checkout over HTTP, in ms: {told(results[0]['cpu_milliseconds_each'])}",
            f"CPU of the same bare CALLs, in ms: {told(results[1]['cpu_milliseconds_each'])}",
        ],
        "goals": goals,
    }


def told(spent: Mapping[str, float]) -> str:
    """Milliseconds of each group of processes."""
    return ", ".join(f"{name} {value:.2f}" for name, value in spent.items())
