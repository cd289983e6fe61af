"""The OpenAPI document is true: generated requests meet what it promises."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.caller import BASE, Caller
from tests.api.operations import document_of, operations
from tests.support.shop import Shop

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


EXAMPLES = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.slow
def test_generated_requests_get_what_the_document_says(app: Flask, admin: Caller) -> None:
    """Some requests to every operation, well formed and odd."""
    document = schemathesis.openapi.from_wsgi(f"{BASE}/openapi.json", app)
    wrong: list[str] = []
    for found in document.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        # Logging out would end the session that all the others need.
        headers = {} if operation.path.endswith("/users/logout") else admin.headers
        try:
            validator(operation, headers)()
        except Exception as error:
            wrong.append(f"{operation.label}: {error}")
    assert not wrong, "\n\n".join(wrong)


def validator(operation: Any, headers: dict[str, str]) -> Callable[[], None]:
    """What sends examples to one operation and compares the answers with the document."""

    @EXAMPLES
    @given(case=operation.as_strategy())
    def send(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    return send


def test_the_document_is_openapi_3_1(app: Flask) -> None:
    document = app.test_client().get(f"{BASE}/openapi.json").get_json()
    assert document["openapi"] == "3.1.0"
    for item in document["paths"].values():
        for method, operation in item.items():
            if method == "parameters":
                continue
            assert "security" in operation, operation
            assert operation["summary"]
            assert "default" in operation["responses"]


def test_every_operation_has_a_name_of_its_own(app: Flask) -> None:
    names = [each.described["operationId"] for each in operations(document_of(app))]
    assert len(names) == len(set(names))
    assert all(re.fullmatch("[a-z]+(_[a-z]+)+", name) for name in names)


def test_codes_are_those_of_the_tables(app: Flask, shop: Shop) -> None:
    schemas = document_of(app)["components"]["schemas"]
    for schema, field, sql in (
        ("Problem", "code", "SELECT problem_code FROM problems WHERE public_code IS NULL"),
        ("OrderAnswer", "status", "SELECT order_status_code FROM order_statuses"),
        ("OrderRow", "status", "SELECT order_status_code FROM order_statuses"),
        ("ProductDetail", "status", "SELECT product_status_code FROM product_statuses"),
        ("EntryAnswer", "kind", "SELECT stock_entry_kind_code FROM stock_entry_kinds"),
    ):
        codes = {next(iter(row.values())) for row in shop.admin.rows(sql)}
        assert set(schemas[schema]["properties"][field]["enum"]) == codes


def test_filters_of_reports_may_have_several_values(app: Flask) -> None:
    """Which filters there are, and which of them take several, only the definitions know."""
    found = {each.label: each.parameters("query") for each in operations(document_of(app))}
    several = {label for label, query in found.items() if "filters" in query}
    report = "GET /reports/{report_id}"
    assert several == {
        f"{report}/{rest}" for rest in ("rows", "rows.csv", "filters/{filter_name}/options")
    }
    one = {"type": "string"}
    for label in several:
        value = found[label]["filters"]["additionalProperties"]
        assert value == {"anyOf": [one, {"type": "array", "items": one}]}
    # An attribute of products has one value.
    attributes = found["GET /products"]["attributes"]
    assert attributes["additionalProperties"] == one


def test_refusals_and_headers_are_described(app: Flask) -> None:
    for operation in operations(document_of(app)):
        responses = operation.described["responses"]
        due = {"422", "429", "503"}
        due |= {"404"} if operation.parameters("path") else set()
        due |= {"400", "413", "415"} if operation.body() else set()
        due |= {"403"} if operation.described.get("x-permission") else set()
        due |= {"412"} if "If-Match" in operation.parameters("header") else set()
        assert due <= set(responses), operation.label
        for status, each in responses.items():
            response = operation.resolved(each)
            assert "X-Request-Id" in response["headers"], (operation.label, status)
            if status in ("401", "429", "503") and "$ref" in each:
                assert {"WWW-Authenticate", "Retry-After"} & set(response["headers"])


def test_the_page_needs_no_internet(app: Flask) -> None:
    client = app.test_client()
    page = client.get(f"{BASE}/docs")
    assert page.status_code == 200
    assert "http" not in page.text.replace("http-equiv", "")
    for asset in ("swagger-ui.css", "swagger-ui-bundle.js", "start.js"):
        assert client.get(f"{BASE}/docs/{asset}").status_code == 200
    assert client.get(f"{BASE}/docs/../__init__.py").status_code == 404
