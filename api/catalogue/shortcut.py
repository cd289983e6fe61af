"""The product list before Flask begins, which would take longer around it than the list itself."""

from __future__ import annotations

import time
from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.http import parse_etags

from api import services
from api.catalogue.cache import ListCache
from api.catalogue.listing import Listing
from api.http.answers import JSON
from api.http.headers import FRESH
from api.http.requests import HEADERS, request_id_of
from core.config import BASE
from core.log import write

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

KEY = "storekeeper.listing"
PATH = f"{BASE}/products"
SHARED = [(name, value) for name, value in HEADERS if name != "Cache-Control"]


def install(app: Flask) -> None:
    """Make the list of this application, and answer it where nothing is to be refused."""
    found: services.Services = app.extensions[services.KEY]
    listing = Listing(found.db, found.settings, ListCache(found.redis, found.config.jwt_secret))
    app.extensions[KEY] = listing
    app.wsgi_app = Shortcut(app.wsgi_app, listing)  # type: ignore[method-assign]


class Shortcut:
    """Answers what is in order; all else goes the usual way, which knows how to refuse."""

    def __init__(self, app: WSGIApplication, listing: Listing) -> None:
        self._app = app
        self._listing = listing

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        is_list = environ["PATH_INFO"] == PATH and environ["REQUEST_METHOD"] == "GET"
        started = time.perf_counter()
        found = self._found(environ) if is_list else None
        if found is None:
            return self._app(environ, start_response)
        body, tag = found
        status = HTTPStatus.OK
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and parse_etags(known).contains_weak(tag):
            body, status = b"", HTTPStatus.NOT_MODIFIED
        request_id = request_id_of(environ.get("HTTP_X_REQUEST_ID"))
        own = [("ETag", f'"{tag}"'), ("Cache-Control", FRESH), ("X-Request-Id", request_id)]
        if body:
            own += [("Content-Type", JSON), ("Content-Length", str(len(body)))]
        start_response(f"{status.value} {status.phrase}", [*own, *SHARED])
        milliseconds = round((time.perf_counter() - started) * 1000, 2)
        line = {"method": "GET", "path": PATH, "status": status.value, "ms": milliseconds}
        write("request", {**line, "request_id": request_id})
        return [body]

    def _found(self, environ: WSGIEnvironment) -> tuple[bytes, str] | None:
        if environ.get("CONTENT_LENGTH") not in (None, "", "0"):
            return None
        try:
            return self._listing.body(environ.get("QUERY_STRING", ""))
        except Exception:
            # Whatever it is will come again where it is answered and logged.
            return None
