"""Refusals as application/problem+json."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from flask import Response, g

from api.http.answers import dumps
from api.http.fields import UNPRINTABLE
from api.services import db
from core.db import Problem
from core.db.reads import refusal

PROBLEM_JSON = "application/problem+json"
CODES = {
    400: "bad_request",
    401: "unauthenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    408: "request_timeout",
    413: "payload_too_large",
    415: "unsupported_media_type",
    416: "range_not_satisfiable",
    422: "validation_failed",
    429: "rate_limited",
    500: "internal_error",
    503: "unavailable",
}
STATUSES = {code: status for status, code in CODES.items()}
RETRY_SECONDS = {429: 60, 503: 2}
SECONDS = re.compile(r"in (\d+) seconds")


def problem(code: str, detail: str, errors: Mapping[str, list[str]] | None = None) -> Problem:
    """A refusal by the API itself; its status and title stand in the database."""
    found = refusal(db, code, detail)
    found.errors = dict(errors or found.errors)
    if found.status == 500 and code in STATUSES:
        # The list could not be read: the database is away.
        found.status = STATUSES[code]
    return found


def invalid_field(field: str, text: str) -> Problem:
    """A refusal that names one field."""
    return problem("validation_failed", text, {field: [text]})


def flattened(messages: Any, path: str = "") -> dict[str, list[str]]:
    """marshmallow's nested messages by the path of the field."""
    if isinstance(messages, str):
        return {path or "body": [messages]}
    if isinstance(messages, list):
        return {path or "body": [str(text) for text in messages]}
    found: dict[str, list[str]] = {}
    for name, inner in messages.items():
        # A name that nobody declared is the client's, and may hold anything.
        step = "" if name == "_schema" else UNPRINTABLE.sub("\ufffd", str(name))
        found |= flattened(inner, ".".join(filter(None, (path, step))))
    return found


def document(found: Problem, request_id: str) -> dict[str, Any]:
    """What a refusal says: the body of problem+json."""
    title = found.title or HTTPStatus(found.status).phrase
    return {
        "type": f"urn:storekeeper:problem:{found.code}",
        "title": title,
        "status": found.status,
        "code": found.code,
        "detail": found.detail or title,
        "errors": found.errors,
        "request_id": request_id,
        **found.extra,
    }


def rendered(found: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """A refusal as problem+json."""
    g.problem_code = found.code
    body = dumps(document(found, g.get("request_id", "")))
    response = Response(body, found.status, headers, content_type=PROBLEM_JSON)
    if found.status in RETRY_SECONDS and "Retry-After" not in response.headers:
        seconds = SECONDS.search(found.detail)
        wait = seconds[1] if seconds else str(RETRY_SECONDS[found.status])
        response.headers["Retry-After"] = wait
    if found.status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="storekeeper"'
    return response
