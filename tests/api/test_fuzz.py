"""Nonsense in every parameter, field and header of every operation: refused, never a failure."""

from __future__ import annotations

import json
import os
import re
import secrets
import socket
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from itertools import cycle, islice
from typing import Any

import pytest
from flask import Flask

from api import create_app
from core.checks import run_checks
from core.config import Config
from ops.paths import ROOT
from tests.api.caller import Caller
from tests.api.fuzzing import Answer, Fuzzer, Sent, ask, bytes_of, environ_of, is_no_text, slots
from tests.api.operations import document_of, existing, operations
from tests.support import stack as stacks
from tests.support.serving import serving
from tests.support.shop import Shop
from tests.support.stack import Stack

CASES = int(os.environ.get("STORE_FUZZ_CASES", "10500"))
THREADS = 4
SOCKET_CASES = 500
MOST_TOLD = 60
PROBLEM = "application/problem+json"
# Columns of reports are named to those who may see them.
REPORTS = (ROOT / "reports.json").read_text()
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
        self.seed = seed
        self._document = document_of(app)
        self._internal = internal_names(shop)
        people = {"customer": shop.customer(), "staff": shop.staff("admin")}
        self._people = people
        self.tokens = {who: self._token(who) for who in people}
        there = [existing(Caller(app, person), shop) for person in people.values()]
        ids = {name: [each[name] for each in there] for name in there[0]}
        settings = shop.admin.rows("SELECT setting_code FROM settings")
        ids["setting_code"] += [row["setting_code"] for row in settings]
        self._fuzzer = Fuzzer(seed, ids)
        self.wrong: list[str] = []
        self.statuses: Counter[int] = Counter()

    def _token(self, who: str) -> str:
        return Caller(self.app, self._people[who]).headers["Authorization"]

    def cases(self, count: int) -> list[tuple[str, Sent, int]]:
        """So many requests, each place of each operation in turn, as each kind of caller."""
        every = [
            (who, slot)
            for operation in operations(self._document)
            for slot in slots(operation)
            for who in WHO
        ]
        assert len(every) < count, f"{len(every)} places want more requests"
        chosen = islice(cycle(self._fuzzer.shuffled(every)), count)
        return [(who, self._fuzzer.request(slot), n) for n, (who, slot) in enumerate(chosen)]

    def send(self, case: tuple[str, Sent, int]) -> None:
        """Send one request and look at what comes back."""
        who, sent, number = case
        answer = self._ask(who, sent, number)
        if answer.status == 401 and who in self._people and not self._is_about_tokens(sent):
            # Another case has logged out.
            self.tokens[who] = self._token(who)
            answer = self._ask(who, sent, number)
        self.statuses[answer.status] += 1
        found = [*mistakes(sent, answer)]
        if answer.status >= 400 and self._names_internals(sent, answer.body.decode()):
            found.append("an internal name")
        for text in found:
            self.wrong.append(f"{who}: {sent}: {text}: {answer.status} {answer.body[:300]!r}")

    def _names_internals(self, sent: Sent, said: str) -> bool:
        # What the client sent may be repeated to it, and what the document tells anyway.
        given = f"{sent.value} {sent.name} {sent.path} {sent.query} {sent.operation.described}"
        return any(name not in given + REPORTS for name in self._internal.findall(said))

    def _ask(self, who: str, sent: Sent, number: int) -> Answer:
        environ = environ_of(sent, f"198.18.{number // 250 % 250}.{number % 250 + 1}")
        if who in self.tokens:
            environ.setdefault("HTTP_AUTHORIZATION", self.tokens[who])
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
    if answer.status == 201 and "location" not in answer.headers:
        yield "nobody says where it is"
    if answer.status < 400:
        return
    if answer.headers.get("content-type") != PROBLEM:
        yield "no problem"
        return
    if answer.status == 401 and "www-authenticate" not in answer.headers:
        yield "nobody says how to log in"
    body: dict[str, Any] = json.loads(answer.body)
    if body["code"] == "validation_failed" and not body["errors"]:
        yield "no field is named"
    if answer.status == 422 and len(sent.query) < 2 and sent.place in ("query", "body"):
        # Other fields may be refused as well, but this one must be.
        named = "".join(f"{name}." for name in body["errors"])
        if is_no_text(sent.value) and f"{sent.name.split('.')[0]}." not in named:
            yield f"{sent.name} is not named"


def internal_names(shop: Shop) -> re.Pattern[str]:
    """The names of routines, tables, constraints and parameters."""
    rows = shop.admin.rows(
        "SELECT routine_name AS name FROM information_schema.routines"
        " UNION SELECT table_name FROM information_schema.tables"
        " UNION SELECT constraint_name FROM information_schema.table_constraints"
        " UNION SELECT trigger_name FROM information_schema.triggers"
        " UNION SELECT index_name FROM information_schema.statistics"
        " UNION SELECT parameter_name FROM information_schema.parameters"
    )
    names = sorted(row["name"] for row in rows if row["name"] and "_" in row["name"].strip("_"))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b|mysql|mariadb", re.IGNORECASE)


@pytest.fixture(scope="module")
def attack(own_app: Flask, own_shop: Shop) -> Attack:
    """Requests by the seed that was asked for, or a new one; it is said, to be asked for again."""
    seed = int(os.environ.get("STORE_FUZZ_SEED") or secrets.randbelow(10**9))
    return Attack(own_app, own_shop, seed)


@pytest.mark.slow
def test_no_request_over_a_socket_is_a_failure(attack: Attack, own_stack: Stack) -> None:
    print(f"STORE_FUZZ_SEED={attack.seed}")
    wrong: list[str] = []
    with serving(own_stack.env, STORE_RATE_LIMITS="0") as address:
        host, port = address.split(":")
        for who, sent, _ in attack.cases(CASES)[:SOCKET_CASES]:
            if token := attack.tokens.get(who):
                sent.headers.setdefault("Authorization", token)
            with socket.create_connection((host, int(port)), timeout=10) as client:
                # A server need not read all of what it refuses.
                with suppress(OSError):
                    client.sendall(bytes_of(sent))
                said = client.recv(65536)
            status = re.match(rb"HTTP/1.1 ([1-4]\d\d) ", said)
            if not status:
                wrong.append(f"{who}: {sent}: {said[:200]!r}")
    told = "\n".join(wrong[:MOST_TOLD]).encode("ascii", "backslashreplace").decode()
    assert not wrong, f"STORE_FUZZ_SEED={attack.seed}: {len(wrong)} are wrong:\n{told}"


@pytest.mark.slow
def test_no_request_is_a_failure_or_breaks_a_promise(attack: Attack, own_stack: Stack) -> None:
    print(f"STORE_FUZZ_SEED={attack.seed}")
    cases = attack.cases(CASES)
    began = time.monotonic()
    with ThreadPoolExecutor(THREADS) as threads:
        for _ in threads.map(attack.send, cases):
            pass
    seconds = time.monotonic() - began
    print(f"{len(cases)} requests in {seconds:.0f} s: {sorted(attack.statuses.items())}")
    found = [*attack.wrong, *map(str, run_checks(own_stack.url("admin")))]
    if found:
        told = "\n".join(found[:MOST_TOLD]).encode("ascii", "backslashreplace").decode()
        pytest.fail(
            f"STORE_FUZZ_SEED={attack.seed}: {len(found)} are wrong:\n{told}", pytrace=False
        )
