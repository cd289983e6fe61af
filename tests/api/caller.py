"""Calls to the API in few words."""

from __future__ import annotations

import itertools
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from tests.support.shop import PASSWORD, Person, new_key

BASE = "/api/v1"
_numbers = itertools.count()


class Caller:
    """A client of the API: a guest, or a person with a token."""

    def __init__(self, app: Flask, person: Person | None = None) -> None:
        self.app = app
        self.person = person
        self.client = app.test_client(use_cookies=False)
        # An address of its own: wrong captchas lock out whoever gave them.
        number = next(_numbers)
        self.client.environ_base["REMOTE_ADDR"] = f"198.18.{number // 250}.{number % 250 + 1}"
        self.headers: dict[str, str] = {}
        self.login_answer: dict[str, Any] = {}
        if person:
            answer = self.post("/users/login", {"email": person.email, "password": PASSWORD})
            assert answer.status_code == 200, answer.text
            self.login_answer = answer.get_json()
            self.headers = {"Authorization": f"Bearer {self.login_answer['access_token']}"}

    def call(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> TestResponse:
        """One request."""
        options: dict[str, Any] = {} if body is None else {"json": body}
        return self.client.open(
            BASE + path, method=method, headers={**self.headers, **(headers or {})}, **options
        )

    def get(self, path: str, headers: dict[str, str] | None = None) -> TestResponse:
        """GET."""
        return self.call("GET", path, headers=headers)

    def post(
        self, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> TestResponse:
        """POST."""
        return self.call("POST", path, body, headers)

    def patch(self, path: str, body: Any, headers: dict[str, str] | None = None) -> TestResponse:
        """PATCH."""
        return self.call("PATCH", path, body, headers)

    def delete(self, path: str, headers: dict[str, str] | None = None) -> TestResponse:
        """DELETE."""
        return self.call("DELETE", path, headers=headers)

    def fill_cart(self, items: dict[int, int]) -> dict[str, Any]:
        """Put products into the cart."""
        cart: dict[str, Any] = {}
        for product_id, quantity in items.items():
            answer = self.post("/cart/items", {"product_id": product_id, "quantity": quantity})
            assert answer.status_code == 201, answer.text
            cart = answer.get_json()
        return cart

    def once(self) -> dict[str, str]:
        """A header with a fresh Idempotency-Key."""
        return {"Idempotency-Key": new_key()}


def refused(answer: TestResponse, code: str, status: int, *fields: str) -> dict[str, Any]:
    """The problem that an answer must be, naming these fields."""
    assert answer.content_type == "application/problem+json", answer.text
    body: dict[str, Any] = answer.get_json()
    assert (body["code"], body["status"], answer.status_code) == (code, status, status), body
    assert {"type", "title", "detail", "errors"} <= set(body)
    assert body["request_id"] == answer.headers["X-Request-Id"]
    assert set(fields) <= set(body["errors"]), body
    if status in (429, 503):
        assert int(answer.headers["Retry-After"]) > 0
    return body
