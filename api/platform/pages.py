"""What a browser opens outside the API: the page behind a mail's link, and pictures."""

from __future__ import annotations

from html import escape

from flask import Blueprint, Flask, Response, request, send_from_directory
from werkzeug.exceptions import NotFound

from api.http.fields import NOT_PLAIN
from api.services import db, services
from core.db import Problem

POLICY = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
<h1>{title}</h1>
{content}
</body>
</html>
"""
# A GET changes nothing: mail scanners follow links too.
FORM = """<form method="post" action="/verify">
<input type="hidden" name="token" value="{token}">
<p><button type="submit">Verify my e-mail address</button></p>
</form>"""
LONGEST = 128
PICTURE_SECONDS = 86_400

pages = Blueprint("pages", __name__)


def install(app: Flask) -> None:
    """Serve the pages, which are not part of the API."""
    app.register_blueprint(pages)


@pages.get("/verify")
def ask() -> Response:
    """Show the button that verifies; the link itself changes nothing."""
    token = escape(request.args.get("token", "")[:LONGEST], quote=True)
    return _page("Verify your e-mail address", FORM.format(token=token))


@pages.post("/verify")
def verify() -> Response:
    """Verify the address whose token the form holds."""
    token = request.form.get("token", "")[:LONGEST]
    try:
        user = db.call("user_verify", NOT_PLAIN.sub("", token))[0]
    except Problem as problem:
        return _page("That did not work", f"<p>{escape(problem.detail)}</p>", problem.status)
    return _page("Done", f"<p>{escape(user['email'])} is verified. You may close this page.</p>")


@pages.get("/media/<path:name>")
def picture(name: str) -> Response:
    """A product's picture; its name says what it shows for good."""
    if NOT_PLAIN.search(name):
        raise NotFound
    folder = services().config.media_dir.absolute()
    return send_from_directory(folder, name, max_age=PICTURE_SECONDS)


def _page(title: str, content: str, status: int = 200) -> Response:
    return Response(
        PAGE.format(title=title, content=content),
        status,
        {"Content-Security-Policy": POLICY},
        content_type="text/html; charset=utf-8",
    )
