"""Every route of the OpenAPI document, every field, every kind of nonsense: a named refusal."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.api.caller import BASE, Caller
from tests.api.operations import Operation, document_of, existing, operations
from tests.support.shop import Shop, new_key

NONSENSE: dict[str, Any] = {
    "null": None,
    "number": -1,
    "huge number": 10**40,
    "fraction": 1.5,
    "boolean": True,
    "list": [1, "a"],
    "object": {"a": {"b": 1}},
    "empty": "",
    "NUL": "a\0b",
    "half a character": "a\ud800b",
    "too long": "x" * 20_000,
    "emoji": "🦊" * 300,
    "right to left": "‮שלום" * 60,
    "quotes": "'; DROP TABLE users; -- \\",
    "not a code": "no such thing!",
}
# What a field may well hold; anything else that is taken is a hole.
TAKEN = {
    "name": {"quotes", "not a code", "boolean", "number"},
    "description": {"empty", "emoji", "quotes", "not a code", "right to left"},
    "note": {"empty", "null", "emoji", "quotes", "not a code", "right to left"},
    "customer_note": {"empty", "null", "emoji", "quotes", "not a code", "right to left"},
    "line1": {"quotes", "not a code"},
    "city": {"quotes", "not a code"},
    "sku": {"quotes", "not a code"},
    "line2": {"null", "quotes", "not a code"},
    "postal_code": {"not a code"},
    "phone": {"null"},
    "group_by": {"null"},
    "sort": {"null"},
    "csv_bom": {"boolean"},
}


@pytest.fixture(scope="module")
def document(app: Flask) -> dict[str, Any]:
    """The OpenAPI document."""
    return document_of(app)


@pytest.fixture
def there(admin: Caller, shop: Shop) -> dict[str, str]:
    """Things that are there, by the name in a path: what is not there is refused as such."""
    return existing(admin, shop)


def filled(operation: Operation, there: dict[str, str]) -> str:
    """A path to things that are there."""
    return operation.path.format(**there)


def sent(caller: Caller, operation: Operation, there: dict[str, str], body: Any) -> Any:
    """A write with all the headers that any write takes."""
    headers = {"Idempotency-Key": new_key(), "If-Match": '"1"'}
    return caller.call(operation.method.upper(), filled(operation, there), body, headers)


def test_every_field_of_every_body_is_guarded(
    document: dict[str, Any], admin: Caller, guest: Caller, there: dict[str, str]
) -> None:
    wrong: list[str] = []
    for operation in operations(document):
        schema = operation.body()
        if schema is None:
            continue
        caller = admin if operation.described.get("security") else guest
        good = operation.filled(schema)
        for field in [*good, "no_such_field"]:
            for kind, value in NONSENSE.items():
                answer = sent(caller, operation, there, {**good, field: value})
                said = (
                    f"{operation.label} {field} = {kind}: {answer.status_code} {answer.text[:150]}"
                )
                if answer.status_code < 400:
                    is_right = kind in TAKEN.get(field, set())
                else:
                    named = answer.get_json()["errors"]
                    is_right = answer.content_type == "application/problem+json"
                    is_right &= answer.status_code < 500
                    is_right &= field != "no_such_field" or field in named
                if not is_right:
                    wrong.append(said)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", ["NUL", "half a character", "list", "object", "too long"])
def test_what_no_field_takes_names_the_field(
    kind: str, document: dict[str, Any], admin: Caller, guest: Caller, there: dict[str, str]
) -> None:
    wrong: list[str] = []
    for operation in operations(document):
        schema = operation.body()
        if schema is None:
            continue
        caller = admin if operation.described.get("security") else guest
        good = operation.filled(schema)
        for field, each in good.items():
            if isinstance(each, dict | list) or field in ("filters", "group_by"):
                continue
            answer = sent(caller, operation, there, {**good, field: NONSENSE[kind]})
            if answer.status_code != 422 or field not in answer.get_json()["errors"]:
                wrong.append(f"{operation.label} {field}: {answer.text[:200]}")
    assert not wrong, "\n".join(wrong)


def test_every_missing_field_is_named(
    document: dict[str, Any], admin: Caller, guest: Caller, there: dict[str, str]
) -> None:
    wrong: list[str] = []
    for operation in operations(document):
        schema = operation.body()
        if schema is None:
            continue
        caller = admin if operation.described.get("security") else guest
        answer = sent(caller, operation, there, {})
        required = set(schema.get("required", []))
        if required and (
            answer.status_code != 422 or not required <= set(answer.get_json()["errors"])
        ):
            wrong.append(f"{operation.label}: {answer.text[:200]}")
    assert not wrong, "\n".join(wrong)


def test_every_query_parameter_is_guarded(
    document: dict[str, Any], admin: Caller, there: dict[str, str]
) -> None:
    wrong: list[str] = []
    values = [
        "",
        "%00",
        "-1",
        "9" * 40,
        "%ED%A0%80",
        "%FF",
        "x" * 500,
        "1e5",
        "١٢",
        "NaN",
        "%F0%9F%A6%8A",
    ]
    for operation in operations(document):
        if operation.method != "get":
            continue
        path = filled(operation, there)
        for name in [*operation.parameters("query"), "no_such_parameter"]:
            for value in values:
                answer = admin.get(f"{path}?{name}={value}")
                said = f"{path}?{name}={value[:20]}: {answer.status_code} {answer.text[:150]}"
                is_right = answer.status_code < 500
                if answer.status_code == 422:
                    is_right = name in answer.get_json()["errors"]
                elif name == "no_such_parameter":
                    is_right = False
                if not is_right:
                    wrong.append(said)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "number", ["0", "-1", "9" * 15, "9" * 30, "9" * 5000, "1.5", "%00", "x", "٣"]
)
def test_no_number_in_a_path_is_a_failure(
    number: str, document: dict[str, Any], admin: Caller
) -> None:
    for operation in operations(document):
        if "{" not in operation.path:
            continue
        wanted = operation.path
        while "{" in wanted:
            wanted = wanted[: wanted.index("{")] + number + wanted[wanted.index("}") + 1 :]
        answer = admin.call(operation.method.upper(), wanted, {}, {"If-Match": '"1"'})
        assert 400 <= answer.status_code < 500, (operation.method, wanted[:60], answer.text[:300])


def test_every_write_refuses_what_is_not_json(
    document: dict[str, Any], admin: Caller, there: dict[str, str]
) -> None:
    bodies = [
        (b"{", "application/json", {400}),
        (b'{"a": NaN}', "application/json", {400}),
        (b"[" * 100_000, "application/json", {400}),
        (b"\xff\xfe", "application/json", {400}),
        (b"[]", "application/json", {422}),
        (b'"text"', "application/json", {422}),
        (b"null", "application/json", {422}),
        (b"a=1", "application/x-www-form-urlencoded", {415}),
        (b"<a/>", "text/xml", {415}),
        (b"{}", "", {415}),
        (b"x" * 1_100_000, "application/json", {413}),
    ]
    wrong: list[str] = []
    for operation in operations(document):
        if operation.body() is None:
            continue
        for data, content_type, expected in bodies:
            answer = admin.client.open(
                BASE + filled(operation, there),
                method=operation.method.upper(),
                data=data,
                headers={
                    **admin.headers,
                    "Content-Type": content_type,
                    "Idempotency-Key": "k",
                    "If-Match": '"1"',
                },
            )
            if answer.status_code not in expected:
                wrong.append(f"{operation.label} {data[:20]!r}: {answer.status_code} {answer.text}")
    assert not wrong, "\n".join(wrong)


def test_nothing_was_changed_by_all_this(shop: Shop) -> None:
    assert shop.admin.value("SELECT COUNT(*) FROM users WHERE email = 'someone@example.com'") == 0
