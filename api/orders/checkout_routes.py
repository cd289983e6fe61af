"""Ordering in one call: for machines, tills and guests."""

from __future__ import annotations

from typing import Any

from api.carts.schemas import CartAnswer
from api.http.auth import guest_or_session, guest_or_user
from api.http.requests import client_address
from api.http.versions import IdempotencyKey
from api.identity import contacts
from api.orders import schemas
from api.orders.routes import blueprint
from api.services import db, services


@blueprint.route("/checkout/quote", methods=["POST"])
@guest_or_user
@blueprint.arguments(schemas.Quote)
@blueprint.response(200, CartAnswer)
def quote(wanted: dict[str, Any]) -> str:
    """Tell what a list of things would cost, to the cent; nothing is kept."""
    _normalise(wanted)
    return db.document("checkout_quote", guest_or_session(), wanted, idempotent=True)


@blueprint.route("/checkout", methods=["POST"])
@guest_or_user
@blueprint.arguments(IdempotencyKey, location="headers")
@blueprint.arguments(schemas.Checkout)
@blueprint.response(201, schemas.OrderAnswer, location="/orders/{id}")
def checkout(once: dict[str, Any], wanted: dict[str, Any]) -> str:
    """Order and pay in one call, all of it or nothing."""
    _normalise(wanted)
    document = db.document(
        "checkout_place",
        guest_or_session(),
        once["key"],
        wanted,
        client_address(),
        idempotent=True,
    )
    services().waker.wake("mail")
    return document


def _normalise(wanted: dict[str, Any]) -> None:
    if "email" in wanted:
        wanted["email"] = contacts.email(wanted["email"])
