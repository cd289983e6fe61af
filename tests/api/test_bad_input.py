"""Every route of the OpenAPI document, every field, every kind of nonsense: a named refusal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.api.caller import BASE, Caller
from tests.support.shop import Shop, new_key

WRITES = ("post", "put", "patch", "delete")
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
}


@pytest.fixture(scope="module")
def document(app: Flask) -> dict[str, Any]:
    """The OpenAPI document."""
    found: dict[str, Any] = app.test_client().get(f"{BASE}/openapi.json").get_json()
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation as path, method and description."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in ("get", *WRITES):
                yield path.removeprefix(BASE), method, operation


def resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without a reference."""
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return found


def body_schema(document: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any] | None:
    """The properties of an operation's body."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    return resolved(document, content["schema"]) if content else None


def sensible(name: str, schema: dict[str, Any]) -> Any:
    """A value that the field could have."""
    known = {
        "email": "someone@example.com",
        "country": "BG",
        "phone": "+359888123456",
        "amount": "1.00",
        "price": "1.00",
        "tax_rate": "20.00",
        "method": "bobi",
        "reason": "receipt",
        "birth_date": "1990-01-01",
        "language": "en",
        "category": "no-such-category",
        "slug": "some-slug",
        "status": "active",
    }
    if name in known:
        return known[name]
    kind = schema.get("type")
    return {"integer": 1, "object": {}, "boolean": True}.get(str(kind), "something")


def filled(path: str) -> str:
    """A path to things that are not there."""
    for name in ("setting_code", "report_id"):
        path = path.replace(f"{{{name}}}", "no-such-thing")
    while "{" in path:
        path = path[: path.index("{")] + "999999999" + path[path.index("}") + 1 :]
    return path


def sent(caller: Caller, method: str, path: str, body: Any) -> Any:
    """A write with all the headers that any write takes."""
    headers = {"Idempotency-Key": new_key(), "If-Match": '"1"'}
    return caller.call(method.upper(), filled(path), body, headers)


def test_every_field_of_every_body_is_guarded(
    document: dict[str, Any], admin: Caller, guest: Caller
) -> None:
    wrong: list[str] = []
    for path, method, operation in operations(document):
        schema = body_schema(document, operation)
        if schema is None:
            continue
        caller = admin if operation.get("security") else guest
        properties = {name: resolved(document, each) for name, each in schema["properties"].items()}
        good = {name: sensible(name, each) for name, each in properties.items()}
        for field in [*properties, "no_such_field"]:
            for kind, value in NONSENSE.items():
                answer = sent(caller, method, path, {**good, field: value})
                said = f"{method} {path} {field} = {kind}: {answer.status_code} {answer.text[:150]}"
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
    kind: str, document: dict[str, Any], admin: Caller, guest: Caller
) -> None:
    wrong: list[str] = []
    for path, method, operation in operations(document):
        schema = body_schema(document, operation)
        if schema is None:
            continue
        caller = admin if operation.get("security") else guest
        properties = {name: resolved(document, each) for name, each in schema["properties"].items()}
        good = {name: sensible(name, each) for name, each in properties.items()}
        for field, each in properties.items():
            if each.get("type") in ("object", "array") or field in ("filters", "group_by"):
                continue
            answer = sent(caller, method, path, {**good, field: NONSENSE[kind]})
            if answer.status_code != 422 or field not in answer.get_json()["errors"]:
                wrong.append(f"{method} {path} {field}: {answer.text[:200]}")
    assert not wrong, "\n".join(wrong)


def test_every_missing_field_is_named(
    document: dict[str, Any], admin: Caller, guest: Caller
) -> None:
    wrong: list[str] = []
    for path, method, operation in operations(document):
        schema = body_schema(document, operation)
        if schema is None:
            continue
        caller = admin if operation.get("security") else guest
        answer = sent(caller, method, path, {})
        required = set(schema.get("required", []))
        if required and (
            answer.status_code != 422 or not required <= set(answer.get_json()["errors"])
        ):
            wrong.append(f"{method} {path}: {answer.text[:200]}")
    assert not wrong, "\n".join(wrong)


def test_every_query_parameter_is_guarded(
    document: dict[str, Any], admin: Caller, app: Flask
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
    for path, method, operation in operations(document):
        if method != "get":
            continue
        names = [each["name"] for each in operation.get("parameters", []) if each["in"] == "query"]
        for name in [*names, "no_such_parameter"]:
            for value in values:
                answer = admin.get(f"{filled(path)}?{name}={value}")
                said = f"{path}?{name}={value[:20]}: {answer.status_code} {answer.text[:150]}"
                is_right = answer.status_code < 500
                if answer.status_code == 422:
                    is_right = name in answer.get_json()["errors"]
                elif name == "no_such_parameter":
                    is_right = answer.status_code == 404 and "{" in path
                if not is_right:
                    wrong.append(said)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "number", ["0", "-1", "9" * 15, "9" * 30, "9" * 5000, "1.5", "%00", "x", "٣"]
)
def test_no_number_in_a_path_is_a_failure(
    number: str, document: dict[str, Any], admin: Caller
) -> None:
    for path, method, _ in operations(document):
        if "{" not in path:
            continue
        wanted = path
        while "{" in wanted:
            wanted = wanted[: wanted.index("{")] + number + wanted[wanted.index("}") + 1 :]
        answer = admin.call(method.upper(), wanted, {}, {"If-Match": '"1"'})
        assert 400 <= answer.status_code < 500, (method, wanted[:60], answer.text[:300])


def test_every_write_refuses_what_is_not_json(document: dict[str, Any], admin: Caller) -> None:
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
    for path, method, operation in operations(document):
        if body_schema(document, operation) is None:
            continue
        for data, content_type, expected in bodies:
            answer = admin.client.open(
                BASE + filled(path),
                method=method.upper(),
                data=data,
                headers={
                    **admin.headers,
                    "Content-Type": content_type,
                    "Idempotency-Key": "k",
                    "If-Match": '"1"',
                },
            )
            if answer.status_code not in expected:
                wrong.append(f"{method} {path} {data[:20]!r}: {answer.status_code} {answer.text}")
    assert not wrong, "\n".join(wrong)


def test_nothing_was_changed_by_all_this(shop: Shop) -> None:
    assert shop.admin.value("SELECT COUNT(*) FROM users WHERE email = 'someone@example.com'") == 0
