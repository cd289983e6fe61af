"""The OpenAPI document is true: generated requests meet what it promises."""

from __future__ import annotations

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


def test_the_page_needs_no_internet(app: Flask) -> None:
    client = app.test_client()
    page = client.get(f"{BASE}/docs")
    assert page.status_code == 200
    assert "http" not in page.text.replace("http-equiv", "")
    for asset in ("swagger-ui.css", "swagger-ui-bundle.js", "start.js"):
        assert client.get(f"{BASE}/docs/{asset}").status_code == 200
    assert client.get(f"{BASE}/docs/../__init__.py").status_code == 404
