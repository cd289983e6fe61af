"""The OpenAPI document, and a page that shows it without internet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import flask_smorest
import flask_swagger_ui
import orjson
from flask import Blueprint, Flask, Response, send_from_directory
from werkzeug.routing import BaseConverter

from api.http.described import completed
from api.http.pages import ProblemAnswer
from core.config import BASE

ASSETS = Path(flask_swagger_ui.__file__).parent / "dist"
SHOWN = ("swagger-ui.css", "swagger-ui-bundle.js")
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'"
)
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Storekeeper API</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="page"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""
START = "SwaggerUIBundle({url: 'openapi.json', dom_id: '#page', deepLinking: true});\n"


class IdConverter(BaseConverter):
    """An id in a path: digits, and never more than a column holds."""

    regex = "[0-9]{1,15}"

    def to_python(self, value: str) -> int:
        """An id of a path as a number."""
        return int(value)

    def to_url(self, value: Any) -> str:
        """A number as it stands in a path."""
        return str(int(value))


def _id_schema(_: IdConverter) -> dict[str, Any]:
    return {"type": "integer", "minimum": 0, "maximum": 10**15 - 1}


class Api(flask_smorest.Api):  # type: ignore[misc]
    """Collects what the blueprints declare; errors are answered elsewhere."""

    ERROR_SCHEMA = ProblemAnswer

    def _register_error_handlers(self) -> None:
        return

    def _register_responses(self) -> None:
        self.spec.components.schema("Problem", schema=ProblemAnswer)


def make(app: Flask) -> Api:
    """The collector of this application; register blueprints through it."""
    app.url_map.converters["id"] = IdConverter
    api = Api(
        app,
        spec_kwargs={
            "title": "Storekeeper",
            "version": "v1",
            "openapi_version": "3.1.0",
            "info": {"description": "An online shop that its database keeps."},
        },
    )
    api.register_converter(IdConverter, _id_schema)
    scheme = api.spec.components.security_scheme
    scheme("bearer", {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"})
    cookies = {"cookie": "access_token_cookie", "refresh_cookie": "refresh_token_cookie"}
    for name, cookie in cookies.items():
        scheme(name, {"type": "apiKey", "in": "cookie", "name": cookie})
    return api


def serve(app: Flask, api: Api) -> None:
    """Serve the document and its page; both are made once."""
    document = orjson.dumps(completed(_plain(api), app.url_map))
    pages = Blueprint("documentation", __name__, url_prefix=BASE)

    @pages.get("/openapi.json")
    def openapi() -> Response:
        return Response(document, content_type="application/json")

    @pages.get("/docs")
    def docs() -> Response:
        return Response(
            PAGE,
            content_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": PAGE_POLICY},
        )

    @pages.get("/docs/start.js")
    def start() -> Response:
        return Response(START, content_type="text/javascript")

    for name in SHOWN:
        _serve_asset(pages, name)
    app.register_blueprint(pages)


def _plain(api: Api) -> dict[str, Any]:
    """What the blueprints have declared, with nothing but JSON in it."""
    declared = orjson.dumps(api.spec.to_dict(), option=orjson.OPT_NON_STR_KEYS)
    return dict(orjson.loads(declared))


def _serve_asset(pages: Blueprint, name: str) -> None:
    def asset() -> Response:
        return send_from_directory(ASSETS, name, max_age=86400)

    pages.add_url_rule(f"/docs/{name}", endpoint=name.replace(".", "-"), view_func=asset)
