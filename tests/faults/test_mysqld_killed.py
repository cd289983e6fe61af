"""kill -9 of the database in the middle of checkouts: nothing acknowledged is lost or doubled."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import mysql.connector
import pytest

from core.checks import run_checks
from tests.support import stack as stacks
from tests.support.logins import Login, SqlError
from tests.support.shop import ADDRESS, Person, Shop, new_client, new_key
from tests.support.stack import Stack

ROUNDS = 30
CLIENTS = 6
pytestmark = pytest.mark.faults


@dataclass
class Attempt:
    """One order under one key, and the answer if it came."""

    person: Person
    product: int
    key: str
    answer: str | None = None


@dataclass
class Buyer:
    """A client that buys until its connection breaks."""

    url: str
    person: Person
    products: list[int]
    attempts: list[Attempt] = field(default_factory=list)

    def run(self) -> None:
        """Fill the cart and order, again and again."""
        with suppress(SqlError, mysql.connector.Error):
            login = Login(self.url)
            while True:
                self.attempts.append(Attempt(self.person, random.choice(self.products), new_key()))
                order(login, self.attempts[-1])


def order(login: Login, attempt: Attempt) -> str:
    """Order one piece; the same call with the same key gives the same answer."""
    arguments = (attempt.person.session, attempt.key, None, json.dumps(ADDRESS), "standard", None)
    if attempt.answer is None and not taken(login, attempt):
        login.call(
            "cart_item_add", attempt.person.session, None, attempt.product, None, "1", new_client()
        )
    answer = str(login.call("order_place", *arguments)[0]["document"])
    assert attempt.answer in (None, answer), "the same key got another answer"
    attempt.answer = answer
    return answer


def taken(login: Login, attempt: Attempt) -> bool:
    """Whether the cart still holds what an interrupted attempt has put there."""
    document = login.call("cart_show", attempt.person.session, None)[0]["document"]
    return bool(json.loads(document)["items"])


@pytest.fixture(scope="module")
def durable() -> Iterator[Stack]:
    """A stack with the durable settings that a shop runs with."""
    with stacks.start(options=[]) as stack:
        yield stack


def kill_in_the_middle(stack: Stack, buyers: list[Buyer], dice: random.Random) -> None:
    threads = [threading.Thread(target=buyer.run) for buyer in buyers]
    for thread in threads:
        thread.start()
    until = time.monotonic() + dice.uniform(0.02, 0.5)
    while time.monotonic() < until:
        threading.Event().wait(0.005)
    stack.server.kill()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()
    stack.server.start()
    stack.write_env()


def test_checkouts_survive_kill_9(durable: Stack) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    dice = random.Random(seed)
    shop = Shop(durable)
    products = [shop.product(stock=100000) for _ in range(5)]
    people = [shop.customer() for _ in range(CLIENTS)]
    shop.close()
    acknowledged = 0
    for _ in range(ROUNDS):
        buyers = [Buyer(durable.url("api"), person, products) for person in people]
        kill_in_the_middle(durable, buyers, dice)
        admin = Login(durable.url("admin"), database="store")
        api = Login(durable.url("api"))
        for buyer in buyers:
            for attempt in buyer.attempts:
                acknowledged += attempt.answer is not None
                # An answered order answers the same; an interrupted one is made now, once.
                number = json.loads(order(api, attempt))["id"]
                found = admin.value("SELECT COUNT(*) FROM orders WHERE order_id = %s", number)
                assert found == 1
        assert not run_checks(durable.url("admin"))
        admin.close()
        api.close()
    keys = ROUNDS * CLIENTS
    assert acknowledged > keys, "hardly any order was placed between the kills"
    everything(durable)


def everything(stack: Stack) -> None:
    """One order for one key, and none beside."""
    admin = Login(stack.url("admin"), database="store")
    orders = admin.value("SELECT COUNT(*) FROM orders")
    keys = admin.value("SELECT COUNT(*) FROM idempotency_keys WHERE operation = 'order_place'")
    assert orders == keys
    admin.close()
