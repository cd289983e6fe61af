"""Nonsense in every parameter, field and header of every operation: refused, never a failure."""

from __future__ import annotations

import json
import os
import re
import secrets
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import cycle, islice
from typing import Any

import pytest
from flask import Flask

from api import create_app
from core.checks import run_checks
from core.config import Config
from tests.api.caller import Caller
from tests.api.fuzzing import Answer, Fuzzer, Sent, Slot, ask, environ_of, is_no_text, slots
from tests.api.operations import document_of, operations
from tests.support import stack as stacks
from tests.support.shop import Shop
from tests.support.stack import Stack

CASES = int(os.environ.get("STORE_FUZZ_CASES", "12000"))
THREADS = 4
MOST_TOLD = 60
PROBLEM = "application/problem+json"
CONSTRAINT = re.compile(
    r"\b(?:uq|fk|ck|ix)_\w+|\b\w+__\w+|\b[pv]_[a-z_]+\b|mysql|store_owner|Traceback"
)
WHO = ("anonymous", "customer", "staff")


@pytest.fixture(scope="module")
def own_stack() -> Iterator[Stack]:
    """A shop of its own: staff may change every setting of it."""
    with stacks.start() as running:
        yield running


@pytest.fixture(scope="module")
def own_shop(own_stack: Stack) -> Iterator[Shop]:
    """What is in that shop; its passwords stay quick."""
    shop = Shop(own_stack)
    shop.admin.execute(
        "UPDATE settings SET min_value = 4, max_value = 4, value = '4'"
        " WHERE setting_code = 'password_cost'"
    )
    yield shop
    shop.close()


@pytest.fixture(scope="module")
def own_app(own_stack: Stack, own_shop: Shop) -> Flask:
    """The API of that shop."""
    return create_app(replace(Config.from_environment(own_stack.env), rate_limits=False))


class Attack:
    """Sends requests as each kind of caller and writes down what was wrong with the answers."""

    def __init__(self, app: Flask, shop: Shop, seed: int) -> None:
        self.app = app
        self.document = document_of(app)
        people = {"customer": shop.customer(), "staff": shop.staff("admin")}
        self._people = people
        self._tokens = {who: self._token(who) for who in people}
        product = shop.product()
        orders = [shop.order(people["customer"], {product: 1}) for _ in range(3)]
        settings = shop.admin.rows("SELECT setting_code FROM settings")
        ids = {
            "product_id": [str(product), "999999999"],
            "variant_id": [str(shop.variant(product))],
            "order_id": [str(order["id"]) for order in orders],
            "setting_code": [row["setting_code"] for row in settings],
            "report_id": ["sales", "no-such-report"],
        }
        self.fuzzer = Fuzzer(seed, ids)
        self.wrong: list[str] = []
        self.statuses: Counter[int] = Counter()

    def _token(self, who: str) -> str:
        return Caller(self.app, self._people[who]).headers["Authorization"]

    def cases(self, count: int) -> list[tuple[str, Sent, int]]:
        """So many requests, each place of each operation in turn, as each kind of caller."""
        every = [
            (who, slot)
            for operation in operations(self.document)
            for slot in slots(operation)
            for who in WHO
        ]
        assert len(every) * 2 < count, f"{len(every)} places want more cases"
        self.fuzzer._random.shuffle(every)
        chosen: Iterator[tuple[str, Slot]] = islice(cycle(every), count)
        return [(who, self.fuzzer.request(slot), n) for n, (who, slot) in enumerate(chosen)]

    def send(self, case: tuple[str, Sent, int]) -> None:
        """Send one request and look at what comes back."""
        who, sent, number = case
        answer = self._ask(who, sent, number)
        if answer.status == 401 and who in self._people and not self._is_about_tokens(sent):
            # Another case has logged out.
            self._tokens[who] = self._token(who)
            answer = self._ask(who, sent, number)
        self.statuses[answer.status] += 1
        for text in mistakes(sent, answer):
            self.wrong.append(f"{who}: {sent}: {text}: {answer.status} {answer.body[:300]!r}")

    def _ask(self, who: str, sent: Sent, number: int) -> Answer:
        environ = environ_of(sent, f"198.18.{number // 250 % 250}.{number % 250 + 1}")
        if who in self._tokens:
            environ.setdefault("HTTP_AUTHORIZATION", self._tokens[who])
        try:
            return ask(self.app, environ)
        except Exception as error:
            return Answer(599, {}, repr(error).encode())

    def _is_about_tokens(self, sent: Sent) -> bool:
        return sent.name == "Authorization" or "refresh" in sent.operation.path


def mistakes(sent: Sent, answer: Answer) -> Iterator[str]:
    """What is wrong with an answer."""
    if answer.status >= 500:
        yield "a failure"
    if answer.status < 400:
        return
    if answer.headers.get("content-type") != PROBLEM:
        yield "no problem"
        return
    body: dict[str, Any] = json.loads(answer.body)
    if CONSTRAINT.search(f"{body['detail']} {body['title']} {[*body['errors']]}"):
        yield "an internal name"
    if body["code"] == "validation_failed":
        if not body["errors"]:
            yield "no field is named"
        if (
            is_no_text(sent.value)
            and len(sent.query) < 2
            and sent.place in ("query", "body")
            and sent.name
        ):
            named = [
                name
                for name in body["errors"]
                if sent.name.startswith(name) or name.startswith(sent.name)
            ]
            if not named and sent.name != "no_such_name":
                yield f"{sent.name} is not named"


@pytest.mark.slow
def test_no_request_is_a_failure_or_breaks_a_promise(
    own_app: Flask, own_shop: Shop, own_stack: Stack
) -> None:
    seed = int(os.environ.get("STORE_FUZZ_SEED") or secrets.randbelow(10**9))
    print(f"STORE_FUZZ_SEED={seed}")
    attack = Attack(own_app, own_shop, seed)
    cases = attack.cases(CASES)
    began = time.monotonic()
    with ThreadPoolExecutor(THREADS) as threads:
        for _ in threads.map(attack.send, cases):
            pass
    print(
        f"{len(cases)} requests in {time.monotonic() - began:.0f} s: {dict(sorted(attack.statuses.items()))}"
    )
    found = [*attack.wrong, *map(str, run_checks(own_stack.url("admin")))]
    if found:
        told = "\n".join(found[:MOST_TOLD]).encode("ascii", "backslashreplace").decode()
        pytest.fail(f"STORE_FUZZ_SEED={seed}: {len(found)} are wrong:\n{told}", pytrace=False)
