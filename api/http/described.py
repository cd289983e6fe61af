"""What the OpenAPI document says of every operation without its route having to: a name, the
refusals that its guards and arguments bring, the headers of answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from werkzeug.routing import Map

from api.http.enums import PROBLEMS
from api.http.problems import CODES, PROBLEM_JSON

METHODS = frozenset({"get", "post", "put", "patch", "delete"})
PLACE = re.compile(r"<(?:[^<>:]+:)?([^<>]+)>")
BODY = (400, 413, 415)
TEXT = {"type": "string"}
HEADERS: dict[str, dict[str, Any]] = {
    "X-Request-Id": {"description": "Names this request in the log.", "schema": TEXT},
    "ETag": {
        "description": "The version of what is answered, for If-Match and If-None-Match.",
        "schema": TEXT,
    },
    "Location": {
        "description": "Where what was made is found.",
        "schema": {**TEXT, "format": "uri-reference"},
    },
    "Cache-Control": {"description": "Whether caches may keep the answer.", "schema": TEXT},
    "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}},
    "WWW-Authenticate": {"description": "How to log in.", "schema": TEXT},
    "X-Cart-Token": {"description": "Names the cart of a guest.", "schema": TEXT},
    "X-CSRF-TOKEN": {"description": "To be sent with writes by cookie.", "schema": TEXT},
}
OF_REFUSALS = {401: ("WWW-Authenticate",), 429: ("Retry-After",), 503: ("Retry-After",)}


def completed(document: dict[str, Any], urls: Map) -> dict[str, Any]:
    """The document with all that follows from what the routes have declared."""
    components = document["components"]
    components["headers"] = HEADERS
    problem = components["schemas"]["Problem"]["properties"]
    problem["code"]["enum"] = list(PROBLEMS)
    problem["status"] |= {"minimum": 400, "maximum": 599}
    for schema in components["schemas"].values():
        for each in schema.get("properties", {}).values():
            # That nothing is said is no value: generated clients would ask for it.
            if each.get("default", "") is None:
                del each["default"]
    components["responses"] = {
        "DEFAULT_ERROR": _refusal("A refusal."),
        **{_name(status): _refusal(HTTPStatus(status).phrase, status) for status in _STATUSES},
    }
    names = _names(urls)
    for path, item in document["paths"].items():
        for method in METHODS & set(item):
            operation = item[method]
            operation["operationId"] = names[path, method]
            shared = item.get("parameters", [])
            _complete(operation, method, [*shared, *operation.get("parameters", [])])
    return document


def _complete(operation: dict[str, Any], method: str, parameters: list[dict[str, Any]]) -> None:
    responses = operation["responses"]
    for status in _statuses(operation, method, parameters):
        responses.setdefault(str(status), {"$ref": f"#/components/responses/{_name(status)}"})
    for response in responses.values():
        if "$ref" not in response:
            response["headers"] = _refs("X-Request-Id", *response.get("headers", ()))
    answer = next(each for status, each in responses.items() if status[0] == "2")
    if "X-Cart-Token" in {each["name"] for each in parameters}:
        answer["headers"] |= _refs("X-Cart-Token")
    if method == "get" and "Cache-Control" in answer["headers"]:
        headers = _refs("X-Request-Id", "ETag", "Cache-Control")
        responses["304"] = {"description": "It is what it was.", "headers": headers}
        operation.setdefault("parameters", []).append(
            {"name": "If-None-Match", "in": "header", "schema": TEXT}
        )


def _statuses(
    operation: dict[str, Any], method: str, parameters: list[dict[str, Any]]
) -> Iterator[int]:
    """The refusals that an operation can meet, by what it declares."""
    security = operation["security"]
    # Whoever may keep an answer need not say who asks for it.
    is_public = "Cache-Control" in operation["responses"].get("200", {}).get("headers", {})
    if security and not is_public:
        yield 401
    if security and {} not in security:
        yield 403
    if any(each["in"] == "path" for each in parameters):
        yield 404
    if "requestBody" in operation:
        yield from BODY
    if method != "get":
        yield 409
    for each in parameters:
        if each["name"] == "If-Match":
            yield from (412, 428) if each.get("required") else (412,)
    yield from (422, 429, 503)


_STATUSES = (*CODES, 409, 410, 412, 428)


def _refusal(description: str, status: int = 0) -> dict[str, Any]:
    return {
        "description": description,
        "content": {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        "headers": _refs("X-Request-Id", *OF_REFUSALS.get(status, ())),
    }


def _name(status: int) -> str:
    return HTTPStatus(status).name


def _refs(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _names(urls: Map) -> dict[tuple[str, str], str]:
    """A name for each operation: domain and view, and the method where it has several."""
    found: dict[tuple[str, str], str] = {}
    for rule in urls.iter_rules():
        methods = METHODS & {method.lower() for method in rule.methods or ()}
        for method in methods:
            name = rule.endpoint.replace(".", "_")
            path = PLACE.sub(r"{\1}", rule.rule)
            found[path, method] = f"{name}_{method}" if len(methods) > 1 else name
    return found
