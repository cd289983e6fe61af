"""Arguments of a request: read strictly, refused by name."""

from __future__ import annotations

import json
from typing import Any, NoReturn

import orjson
from flask import Request, request
from marshmallow import RAISE, Schema, ValidationError
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from api.http.fields import NO_CHARACTERS, UNPRINTABLE
from api.http.problems import flattened, problem


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no JSON.")


class Parser(FlaskParser):
    """Reads JSON bodies and queries; whatever nobody asked for is refused."""

    DEFAULT_UNKNOWN_BY_LOCATION = {  # noqa: RUF012 webargs' own name and type
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "json": RAISE,
        "query": RAISE,
    }

    def load_json(self, req: Request, schema: Schema) -> Any:
        """The body; orjson first, the patient parser where it gives up."""
        return json_body(req)

    def load_querystring(self, req: Request, schema: Schema) -> dict[str, Any]:
        """The query; a parameter stands there once, unless the schema says that some do not."""
        return every_value() if getattr(schema, "takes_several", False) else query()

    def handle_error(
        self,
        error: ValidationError,
        req: Request,
        schema: Schema,
        *,
        error_status_code: int | None,
        error_headers: Any,
    ) -> NoReturn:
        """Refuse with the fields by name, without the place that webargs puts first."""
        errors: dict[str, list[str]] = {}
        for messages in error.normalized_messages().values():  # type: ignore[no-untyped-call]
            errors |= flattened(messages)
        refuse(errors)


def refuse(errors: dict[str, list[str]]) -> NoReturn:
    """Refuse with what is wrong, by the names of the fields."""
    field, texts = next(iter(errors.items()))
    if field == "If-Match" and "If-Match" not in request.headers:
        raise problem("precondition_required", "Say in If-Match which version you change.")
    raise problem("validation_failed", f"{field}: {texts[0]}", errors)


def query() -> dict[str, str]:
    """The query's parameters, each of which may stand there once."""
    found: dict[str, str] = {}
    for name, values in request.args.lists():
        if len(values) > 1:
            raise ValidationError({"query": {name: ["Stands there twice."]}})
        found[name] = values[0]
    return found


def every_value() -> dict[str, Any]:
    """The query's parameters; what stands there several times is a list."""
    return {name: values if len(values) > 1 else values[0] for name, values in request.args.lists()}


def json_body(req: Request) -> Any:
    """The body as JSON; 415 and 400 where it is none."""
    data = req.get_data()
    if not req.is_json:
        raise UnsupportedMediaType("The body must be application/json.")
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        pass
    try:
        found = json.loads(data, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadRequest("The body is not JSON.") from error
    # Half characters go no further; of very long numbers the field says what is wrong with them.
    if errors := _unprintable(found):
        raise ValidationError(errors)
    return found


def _unprintable(body: Any) -> dict[str, list[str]]:
    """The fields of a body whose name or text no store of texts can hold."""
    errors: dict[str, list[str]] = {}
    waiting: list[tuple[str, Any]] = [("", body)]
    # Without recursion: how deep a body goes is the client's choice.
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict | list):
            inner = value.items() if isinstance(value, dict) else enumerate(value)
            prefix = f"{path}." if path else ""
            for name, each in inner:
                waiting.append((f"{prefix}{name}", each))
                if UNPRINTABLE.search(str(name)):
                    errors[f"{prefix}{name}"] = [NO_CHARACTERS]
        elif isinstance(value, str) and UNPRINTABLE.search(value):
            errors[path or "body"] = [NO_CHARACTERS]
    return errors


def refuse_unasked(takes_query: bool, takes_body: bool) -> None:
    """A route refuses what it has no use for."""
    if not takes_query and request.query_string:
        names = list(request.args) or ["query"]
        refuse({name: ["Unknown field."] for name in names})
    if not takes_body and request.content_length and request.get_data() not in (b"", b"{}"):
        refuse({"body": ["This call takes no body."]})
