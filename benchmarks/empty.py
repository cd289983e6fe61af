"""Flask's empty answer: what the same server does when nothing is asked of it."""

from __future__ import annotations

from flask import Flask

app = Flask(__name__)


@app.get("/")
def empty() -> str:
    """Answer with nothing."""
    return ""
