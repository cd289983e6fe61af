"""401, then 403, then 404, then what is wrong with the request: for every operation there is."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.api.caller import Caller, refused
from tests.api.operations import Operation, document_of, existing, operations
from tests.support.shop import NOBODY, Shop

# What is wrong with the request, wherever it has a place for it.
WRONG: dict[str, Any] = {"no_such_field": "\ud800"}
WRONG_QUERY = "?page=none&no_such_parameter=1"
# An id that nothing has, whatever it is the id of.
NOWHERE = {"setting_code": "no_such_setting", "report_id": "no-such-report"}


@pytest.fixture(scope="module")
def every(app: Flask) -> list[Operation]:
    """Every operation."""
    return [*operations(document_of(app))]


def wrong(caller: Caller, operation: Operation, ids: dict[str, str]) -> Any:
    """A request with everything wrong that can be."""
    path = operation.path.format(**ids) + WRONG_QUERY
    return caller.call(operation.method.upper(), path, WRONG)


def is_guarded(operation: Operation) -> bool:
    """Whether guests are turned away."""
    return bool(operation.described["security"]) and {} not in operation.described["security"]


def nowhere(operation: Operation) -> dict[str, str]:
    """Ids of nothing for a path."""
    return {name: NOWHERE.get(name, str(NOBODY)) for name in operation.parameters("path")}


def test_guests_are_turned_away_first__unauthenticated(
    every: list[Operation], guest: Caller
) -> None:
    for operation in filter(is_guarded, every):
        answer = wrong(guest, operation, nowhere(operation))
        refused(answer, "unauthenticated", 401)
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="storekeeper"'


def test_a_session_that_has_ended_is_turned_away_first__unauthenticated(
    every: list[Operation], customer: Caller
) -> None:
    assert customer.post("/users/logout").status_code == 200
    for operation in every:
        # The secrets of refresh tokens are looked at by the call itself.
        if operation.described["security"] and "/users/" not in operation.path:
            answer = wrong(customer, operation, nowhere(operation))
            if operation.path != "/products/{product_id}":
                refused(answer, "unauthenticated", 401)


def test_who_lacks_the_permission_is_told_so_next__forbidden(
    every: list[Operation], customer: Caller
) -> None:
    for operation in every:
        if permission := operation.described.get("x-permission"):
            body = refused(wrong(customer, operation, nowhere(operation)), "forbidden", 403)
            assert permission in body["detail"]
    # Reports say in their definition who may see them.
    for path in ("", "/rows", "/rows.csv"):
        refused(customer.get(f"/reports/sales{path}{WRONG_QUERY}"), "forbidden", 403)


def test_what_is_not_there_is_told_next__not_found(every: list[Operation], admin: Caller) -> None:
    for operation in every:
        if operation.parameters("path"):
            refused(wrong(admin, operation, nowhere(operation)), "not_found", 404)


def test_what_is_not_there_is_not_found_by_a_good_request_either__not_found(
    every: list[Operation], admin: Caller
) -> None:
    for operation in every:
        if not operation.parameters("path"):
            continue
        schema = operation.body()
        headers = {
            name: str(operation.sensible(name, each))
            for name, each in operation.parameters("header").items()
        }
        path = operation.path.format(**nowhere(operation))
        body = operation.filled(schema) if schema else None
        refused(admin.call(operation.method.upper(), path, body, headers), "not_found", 404)


def test_what_is_another_customers_is_not_there__not_found(
    every: list[Operation], admin: Caller, customer: Caller, shop: Shop
) -> None:
    theirs = existing(admin, shop)
    own = {"order_id", "address_id", "item_id", "export_id"}
    for operation in every:
        if own & set(operation.parameters("path")) and "x-permission" not in operation.described:
            refused(wrong(customer, operation, theirs), "not_found", 404)


def test_what_is_wrong_is_told_last(every: list[Operation], admin: Caller, shop: Shop) -> None:
    there = existing(admin, shop)
    for operation in every:
        # Calls that hold no session have nothing to be told before.
        if operation.described["security"] and "/users/" not in operation.path:
            answer = wrong(admin, operation, there)
            assert answer.status_code in (422, 428), (operation.label, answer.text)
