"""A blueprint whose views declare what they take and what they answer."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from typing import Any, TypeVar, cast

import flask_smorest
from flask import Response
from marshmallow import Schema

from api.http.answers import answer
from api.http.arguments import Parser, refuse_unasked
from api.http.headers import Headers

Handler = TypeVar("Handler", bound=Callable[..., Any])
SchemaOf = type[Schema] | Schema
ONE: dict[str, Any] = {"type": "string"}
ONE_OR_SEVERAL: dict[str, Any] = {"anyOf": [ONE, {"type": "array", "items": ONE}]}


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]
    """Documents views as flask-smorest does; rows become JSON without a second look."""

    ARGUMENTS_PARSER = Parser()

    def __init__(self, name: str, import_name: str, description: str) -> None:
        super().__init__(name, import_name, description=description)

    def route(self, rule: str, **options: Any) -> Callable[[Handler], Handler]:
        """Register a view that refuses a query or a body that it does not declare."""
        register = super().route

        def decorator(view: Handler) -> Handler:
            places = {each["in"] for each in _parameters(view)}
            takes_query, takes_body = "query" in places, "json" in places

            @wraps(view)
            def strict(*args: Any, **kwargs: Any) -> Any:
                refuse_unasked(takes_query, takes_body)
                return view(*args, **kwargs)

            register(rule, **options)(strict)
            return view

        return decorator

    def arguments(self, schema: SchemaOf, **options: Any) -> Callable[[Handler], Handler]:
        """Declare what a view takes from the body, the query or the headers."""
        # One instance for all requests: to make one takes longer than to load with it.
        ready = schema() if isinstance(schema, type) else schema
        decorator: Callable[[Handler], Handler] = super().arguments(ready, **options)
        return decorator

    def alt_response(self, status: int, **options: Any) -> Callable[[Handler], Handler]:
        """Declare another answer of a view."""
        decorator: Callable[[Handler], Handler] = super().alt_response(status, **options)
        return decorator

    def response(
        self,
        status: int,
        schema: SchemaOf | None = None,
        *,
        location: str = "",
        is_public: bool = False,
        **options: Any,
    ) -> Callable[[Handler], Handler]:
        """Declare what a view answers; the schema is for readers, rows go out as they are.

        What has a version is answered with its ETag; `location` is where what was made is found,
        by ids of the address or the body; what is public may be kept by caches.
        """
        ready = schema() if isinstance(schema, type) else schema
        is_versioned = ready is not None and "version" in ready.fields
        headers = Headers(location, is_versioned, is_public)
        described = {name: {"$ref": f"#/components/headers/{name}"} for name in headers.names()}
        document = super().alt_response(
            status, schema=schema, success=True, headers=described or None, **options
        )

        def decorator(view: Handler) -> Handler:
            @wraps(view)
            def answering(*args: Any, **kwargs: Any) -> Response:
                result = view(*args, **kwargs)
                if isinstance(result, Response):
                    return result
                body, given = result if isinstance(result, tuple) else (result, None)
                return headers.put(answer(body, status, given), body, kwargs)

            answering._apidoc = document(answering)._apidoc  # type: ignore[attr-defined]
            return cast(Handler, answering)

        return decorator


def takes_query(schema: SchemaOf) -> Callable[[Handler], Handler]:
    """Document a query that the view reads by itself."""
    return _takes({"in": "query", "required": True, "schema": schema})


def takes_named(
    name: str, description: str, value: dict[str, Any] = ONE
) -> Callable[[Handler], Handler]:
    """Document parameters of a query whose names are data: each is sent by its own name.

    Where one may have several values, its name is repeated with each of them.
    """
    schema = {"type": "object", "additionalProperties": value}
    told = {"name": name, "description": description, "schema": schema}
    return _takes({"in": "query", "required": False, "style": "form", "explode": True, **told})


def _takes(parameter: dict[str, Any]) -> Callable[[Handler], Handler]:
    def decorator(view: Handler) -> Handler:
        @wraps(view)
        def same(*args: Any, **kwargs: Any) -> Any:
            return view(*args, **kwargs)

        documented = deepcopy(getattr(view, "_apidoc", {}))
        documented.setdefault("arguments", {}).setdefault("parameters", []).append(parameter)
        same._apidoc = documented  # type: ignore[attr-defined]
        return cast(Handler, same)

    return decorator


def _parameters(view: Callable[..., Any]) -> list[dict[str, Any]]:
    documented: dict[str, Any] = getattr(view, "_apidoc", {})
    found: list[dict[str, Any]] = documented.get("arguments", {}).get("parameters", [])
    return found
