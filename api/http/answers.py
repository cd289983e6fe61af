"""Answers: JSON by orjson, money as text, time in UTC with Z."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import orjson
from flask import Response

OPTIONS = orjson.OPT_NAIVE_UTC | orjson.OPT_UTC_Z
JSON = "application/json"


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return value.decode()
    raise TypeError(f"{type(value).__name__} has no place in JSON.")


def dumps(value: object) -> bytes:
    """The JSON of rows as they come from the database."""
    return orjson.dumps(value, default=_plain, option=OPTIONS)


def answer(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """An answer; text and bytes are JSON already."""
    if body is None:
        return Response(status=status, headers=headers)
    payload = body if isinstance(body, bytes | str) else dumps(body)
    return Response(payload, status, headers, content_type=JSON)
