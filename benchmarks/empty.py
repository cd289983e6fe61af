"""Flask's empty answer: what the same server does when nothing is asked of it."""

from __future__ import annotations

from flask import Flask


def create_app() -> Flask:
    """An application with one route that answers with nothing."""
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: "")
    return app
