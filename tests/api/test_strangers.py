"""What strangers may write in an hour is bounded, over real sockets, also while Redis is away."""

from __future__ import annotations

import http.client
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

from api import create_app
from api.http import refusals
from core.config import Config
from tests.api.caller import BASE
from tests.api.identity.test_registration import registration
from tests.support.shop import Shop, unique

LOCAL = "client:127.0.0.1"
TRIES = 12
Ask = Callable[[str, str, Any], tuple[int, str | None]]


@pytest.fixture(scope="module", params=["with Redis", "without Redis"])
def lonely(config: Config, request: pytest.FixtureRequest) -> Flask:
    """The application without any limit but those of the database."""
    if request.param == "without Redis":
        config = replace(config, redis_url="redis://127.0.0.1:1/0")
    return create_app(config)


@pytest.fixture
def ask(lonely: Flask, shop: Shop) -> Iterator[Ask]:
    """`ask("POST", "/captcha", body)`: status and Retry-After, as a client of its own."""
    shop.admin.execute("DELETE FROM tries WHERE who = %s", LOCAL)
    server = make_server("127.0.0.1", 0, lonely, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def request(method: str, path: str, body: Any = None) -> tuple[int, str | None]:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        headers = {"Content-Type": "application/json"} if body is not None else {}
        connection.request(method, BASE + path, json.dumps(body) if body else None, headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, answer.headers["Retry-After"]

    yield request
    server.shutdown()
    server.server_close()
    shop.admin.execute("DELETE FROM tries WHERE who = %s", LOCAL)


def bounded(ask: Ask, shop: Shop, table: str, limit: int, *question: Any) -> None:
    """Of many requests so many write a row, the others are told when to come again."""
    count = f"SELECT COUNT(*) FROM {table}"
    before = shop.admin.value(count)
    answers = [
        ask(*(part() if callable(part) else part for part in question)) for _ in range(TRIES)
    ]
    codes = Counter(status for status, _ in answers)
    assert codes[429] == TRIES - limit, codes
    assert shop.admin.value(count) - before == limit
    waits = [wait for status, wait in answers if status == 429]
    assert all(wait and 1 <= int(wait) <= 3600 for wait in waits)


def test_guests_begin_so_many_carts__rate_limited(ask: Ask, shop: Shop) -> None:
    body = {"product_id": shop.product(), "quantity": 1}
    with shop.setting("guest_cart_client_limit", "5"):
        bounded(ask, shop, "carts", 5, "POST", "/cart/items", body)


def test_so_many_captchas_are_asked_for__rate_limited(ask: Ask, shop: Shop) -> None:
    with shop.setting("captcha_client_limit", "5"):
        bounded(ask, shop, "captchas", 5, "GET", "/captcha", None)


def test_so_many_registrations_are_tried__rate_limited(ask: Ask, shop: Shop) -> None:
    with shop.setting("registration_client_limit", "5"):
        bounded(ask, shop, "users", 5, "POST", "/users/register", lambda: registration(shop))


def test_guests_place_so_many_orders__rate_limited(lonely: Flask, shop: Shop) -> None:
    product = shop.product()
    address = {"name": "A", "line1": "1", "city": "S", "postal_code": "1", "country": "BG"}
    body = {
        "items": [{"product_id": product, "quantity": 1}],
        "email": "guest@example.com",
        "address": address,
        "shipping_method": "pickup",
    }
    client, codes = lonely.test_client(), Counter[int]()
    client.environ_base["REMOTE_ADDR"] = unique("client")
    with shop.setting("guest_order_client_limit", "2"):
        for _ in range(5):
            headers = {"Idempotency-Key": unique("key")}
            answer = client.post(f"{BASE}/checkout", json=body, headers=headers)
            codes[answer.status_code] += 1
    assert codes == {201: 2, 429: 3}
    assert shop.stock(product) == (10, 2), "refused orders hold goods"


def test_unknown_addresses_and_refusals_write_a_row_a_code(
    ask: Ask, shop: Shop, lonely: Flask
) -> None:
    audit = "SELECT COUNT(*) FROM store_audit.entries"
    rows = "SELECT COUNT(*) FROM refusal_counts WHERE client_address = '127.0.0.1'"
    with lonely.app_context():
        refusals.counter().flush()
    before = shop.admin.value(audit), shop.admin.value(rows)
    for number in range(300):
        assert ask("GET", f"/no/such/address/{number}", None)[0] == 404
        assert ask("GET", "/orders", None)[0] == 401
    with lonely.app_context():
        refusals.counter().flush()
    assert shop.admin.value(audit) == before[0]
    # Two codes, and twice as many where an hour has ended in between.
    assert shop.admin.value(rows) - before[1] <= 4
