"""Every refusal and every failure in one form, and in the order in which refusals are due."""

from __future__ import annotations

import logging

from flask import Flask, Response, request
from flask_jwt_extended import unset_jwt_cookies
from flask_jwt_extended.exceptions import JWTExtendedException
from jwt.exceptions import PyJWTError
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException

from api.http import auth
from api.http.problems import CODES, flattened, problem, rendered
from core.db import Problem

LOG = logging.getLogger("storekeeper.error")
# What tells how a thing is to be asked for; who may not do it does not learn that.
TELLING = frozenset({400, 413, 415, 422, 428})
KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate", "Content-Range")


def install(app: Flask) -> None:
    """Answer every error in one form."""
    app.register_error_handler(JWTExtendedException, _on_token)
    app.register_error_handler(PyJWTError, _on_token)
    app.register_error_handler(Problem, _on_problem)
    app.register_error_handler(ValidationError, _on_validation)
    app.register_error_handler(HTTPException, _on_http)
    app.register_error_handler(Exception, _on_failure)


def _first(found: Problem) -> Problem:
    """The refusal that is due first: 401 and 403 come before all that tells how to ask."""
    if found.status in TELLING:
        try:
            auth.require_allowed()
        except Problem as due:
            return due
        except (JWTExtendedException, PyJWTError) as error:
            return auth.as_problem(error)
    return found


def refused(found: Problem, headers: dict[str, str] | None = None) -> Response:
    """The answer to a refused request: what is due before this refusal goes first."""
    due = _first(found)
    response = rendered(due, headers if due is found else None)
    if due.code == "unauthenticated" and auth.is_asked_by_cookie():
        # The token was good and its session is not: it will never be again.
        unset_jwt_cookies(response)
    return response


def _on_problem(error: Problem) -> Response:
    return refused(error)


def _on_token(error: Exception) -> Response:
    return rendered(auth.as_problem(error))


def _on_validation(error: ValidationError) -> Response:
    errors = flattened(error.messages)
    field, texts = next(iter(errors.items()))
    return refused(problem("validation_failed", f"{field}: {texts[0]}", errors))


def _on_http(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return Response.force_type(error.get_response(), request.environ)  # type: ignore[return-value]
    if error.code >= 500 and error.code != 503:
        return _on_failure(error)
    code = CODES.get(error.code, "bad_request")
    detail = error.description or ""
    if error.code == 404 and request.url_rule is None:
        detail = "There is nothing at this address."
    headers = {name: value for name, value in error.get_headers() if name in KEPT_HEADERS}
    return refused(problem(code, detail), headers)


def _on_failure(error: Exception) -> Response:
    LOG.error("unexpected", exc_info=error)
    detail = "This is our mistake; tell us the request id."
    return rendered(Problem("internal_error", 500, "Something went wrong", detail))
