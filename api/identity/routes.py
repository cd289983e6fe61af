"""Registration, verification, login, refresh, logout and profile."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Response, request
from flask_jwt_extended import unset_jwt_cookies

from api.http.answers import answer
from api.http.auth import (
    anybody,
    by_any_token,
    by_refresh_token,
    secrets_of,
    session,
    set_cookies,
    signed_in,
    tokens,
)
from api.http.blueprint import Blueprint
from api.http.limits import client_and_email, limited
from api.http.requests import client_address
from api.identity import captchas, contacts, passwords, schemas
from api.services import db, services
from core.db import Row, reads

blueprint = Blueprint("identity", __name__, "People: registration, login, profile.")

COUNTRIES = reads.View("country_list", ("code", "name", "dial_code"))
PROFILE = reads.View(
    "my_profile",
    (
        "id",
        "email",
        "name",
        "country",
        "phone",
        "birth_date",
        "language",
        "verified",
        "staff",
        "created_at",
        "permissions",
    ),
)


@blueprint.route("/captcha")
@anybody
@limited("captcha")
@blueprint.response(200, schemas.CaptchaAnswer)
def captcha() -> Row:
    """Ask for a captcha to answer at registration."""
    letters = captchas.letters()
    # Painted only for who may have one.
    made = db.call("captcha_create", letters, client_address())[0]
    return {**made, "image": captchas.picture(letters)}


@blueprint.route("/countries")
@anybody
@blueprint.response(200, schemas.CountriesAnswer, is_public=True)
def countries() -> Row:
    """List the countries that customers may come from."""
    return {"items": reads.public(db, COUNTRIES, "name")}


@blueprint.route("/users/register", methods=["POST"])
@anybody
@limited("register")
@blueprint.arguments(schemas.Registration)
@blueprint.response(201, schemas.UserAnswer, location="/users/profile")
def register(wanted: dict[str, Any]) -> Row:
    """Register a customer; a verification mail follows."""
    user = db.call(
        "user_register",
        contacts.email(wanted["email"]),
        passwords.new_output(wanted["password"], services().settings.integer("password_cost")),
        wanted["name"],
        wanted["country"],
        contacts.phone(wanted["phone"], wanted["country"]),
        wanted["birth_date"],
        wanted["captcha_id"],
        wanted["captcha_answer"],
        client_address(),
    )[0]
    services().waker.wake("mail")
    return short(user)


@blueprint.route("/users/verify", methods=["POST"])
@anybody
@blueprint.arguments(schemas.Token)
@blueprint.response(200, schemas.UserAnswer)
def verify(wanted: dict[str, Any]) -> Row:
    """Verify an e-mail address by the token of its link."""
    return short(db.call("user_verify", wanted["token"])[0])


@blueprint.route("/users/verify/resend", methods=["POST"])
@anybody
@limited("resend")
@blueprint.arguments(schemas.EmailOnly)
@blueprint.response(202, schemas.DoneAnswer)
def resend(wanted: dict[str, Any]) -> Row:
    """Send the verification mail again; the answer does not tell who is registered."""
    db.call("user_verification_resend", contacts.email(wanted["email"]), client_address())
    services().waker.wake("mail")
    return {"done": True}


@blueprint.route("/users/login", methods=["POST"])
@anybody
@limited("login", client_and_email)
@blueprint.arguments(schemas.Login)
@blueprint.arguments(schemas.CartToken, location="headers")
@blueprint.response(200, schemas.LoginAnswer)
def login(wanted: dict[str, Any], guest: dict[str, Any]) -> Response:
    """Log in by e-mail address and password; the cart of a guest joins that of the user."""
    email = contacts.email(wanted["email"])
    salt = db.call("credential_read", email, client_address())[0]["salt"]
    made = tokens()
    opened = db.call(
        "session_open",
        email,
        passwords.output(wanted["password"], salt),
        *secrets_of(made),
        request.headers.get("User-Agent", "")[:255],
        client_address(),
        guest.get("cart_token"),
    )[0]
    user = {**short(opened), "permissions": _permissions(opened)}
    return set_cookies(answer({**made, "user": user}), made)


@blueprint.route("/users/refresh", methods=["POST"])
@limited("refresh")
@by_refresh_token
@blueprint.response(200, schemas.TokensAnswer)
def refresh() -> Response:
    """Change a refresh token for new tokens; one that comes again much later ends its session."""
    made = tokens()
    db.call("session_refresh", session(), *secrets_of(made))
    return set_cookies(answer(made), made)


@blueprint.route("/users/logout", methods=["POST"])
@by_any_token
@blueprint.response(200, schemas.DoneAnswer)
def logout() -> Response:
    """End the session and take the cookies away."""
    db.call("session_close", session())
    response = answer({"done": True})
    unset_jwt_cookies(response)
    return response


@blueprint.route("/users/profile")
@signed_in
@blueprint.response(200, schemas.ProfileAnswer)
def profile() -> Row:
    """Show the user who is logged in."""
    return _profile()


@blueprint.route("/users/profile", methods=["PATCH"])
@signed_in
@blueprint.arguments(schemas.ProfileChange)
@blueprint.response(200, schemas.ProfileAnswer)
def change_profile(wanted: dict[str, Any]) -> Row:
    """Change what a user may change of itself."""
    if "phone" in wanted:
        country = wanted.get("country") or _profile()["country"]
        wanted["phone"] = contacts.phone(wanted["phone"], country)
    db.call("profile_update", session(), wanted)
    return _profile()


def _profile() -> Row:
    row = reads.owned(db, PROFILE, session()).rows()[0]
    flags = {name: bool(row[name]) for name in ("verified", "staff")}
    shop = {"time_zone": services().settings.text("time_zone")}
    return {**row, **flags, **shop, "permissions": _permissions(row)}


def _permissions(row: Row) -> list[str]:
    return sorted(orjson.loads(row["permissions"]))


def short(user: Row) -> Row:
    """What every answer about a user has in common."""
    return {
        "id": user["id"],
        "email": user["email"],
        "name": user["name"],
        "verified": bool(user["verified"]),
    }
