"""HTTP: a request becomes one CALL or one SELECT; no business rule is known here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from flask import Flask

from core import log
from core.config import BASE, Config
from core.db import require_fast_driver

# One word names a domain on every floor.
DOMAINS = (
    "platform",
    "identity",
    "profiles",
    "catalogue",
    "inventory",
    "carts",
    "orders",
    "payments",
    "messages",
    "reports",
    "dashboard",
    "settings",
)


class App(Flask):
    """Flask, without asking of every function at every call whether it is a coroutine."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """None of ours is one, so each goes out as it is."""
        return func


def create_app(config: Config | None = None) -> Flask:
    """The application; it connects to nothing until the first request."""
    from api import services
    from api.http import auth, errors, openapi, refusals, requests

    config = config or Config.from_environment()
    config.require_api()
    require_fast_driver(config.allow_pure_driver)
    log.install(config.log_level, config.log_file, requests.log_context)
    app = App(__name__, static_folder=None)
    app.extensions[services.KEY] = services.make(config)
    requests.install(app, config)
    auth.install(app, config)
    errors.install(app)
    refusals.install(app)
    api = openapi.make(app)
    for domain in DOMAINS:
        routes = import_module(f"api.{domain}.routes")
        api.register_blueprint(routes.blueprint, url_prefix=BASE)
    openapi.serve(app, api)
    import_module("api.platform.pages").install(app)
    import_module("api.catalogue.shortcut").install(app)
    return app
