"""The cart of a user, or of a guest who holds its token."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Response

from api.carts.schemas import CartAnswer, CartToken, ItemChange, NewItem
from api.http.answers import answer
from api.http.auth import guest_or_actor, guest_or_user
from api.http.blueprint import Blueprint
from api.services import db

blueprint = Blueprint("carts", __name__, "The cart of a user or a guest.")


@blueprint.route("/cart")
@guest_or_user
@blueprint.arguments(CartToken, location="headers")
@blueprint.response(200, CartAnswer)
def cart(guest: dict[str, Any]) -> Response:
    """Show the cart."""
    token = cart_token(guest)
    return cart_answer(db.document("cart_show", guest_or_actor(), token), token)


@blueprint.route("/cart/items", methods=["POST"])
@guest_or_user
@blueprint.arguments(CartToken, location="headers")
@blueprint.arguments(NewItem)
@blueprint.response(201, CartAnswer)
def add_item(guest: dict[str, Any], wanted: dict[str, Any]) -> Response:
    """Put a product into the cart, or more of it."""
    token = cart_token(guest)
    document = db.document(
        "cart_item_add", guest_or_actor(), token, wanted["product_id"], wanted["quantity"]
    )
    return cart_answer(document, token, 201)


@blueprint.route("/cart/items/<id:item_id>", methods=["PATCH"])
@guest_or_user
@blueprint.arguments(CartToken, location="headers")
@blueprint.arguments(ItemChange)
@blueprint.response(200, CartAnswer)
def change_item(guest: dict[str, Any], wanted: dict[str, Any], item_id: int) -> Response:
    """Set the quantity of an item."""
    token = cart_token(guest)
    document = db.document("cart_item_set", guest_or_actor(), token, item_id, wanted["quantity"])
    return cart_answer(document, token)


@blueprint.route("/cart/items/<id:item_id>", methods=["DELETE"])
@guest_or_user
@blueprint.arguments(CartToken, location="headers")
@blueprint.response(200, CartAnswer)
def remove_item(guest: dict[str, Any], item_id: int) -> Response:
    """Take an item out of the cart."""
    token = cart_token(guest)
    return cart_answer(db.document("cart_item_remove", guest_or_actor(), token, item_id), token)


def cart_token(guest: dict[str, Any]) -> str | None:
    """The token of a guest's cart, a new one for a new guest; users need none."""
    if guest_or_actor() is not None:
        return None
    return str(guest.get("cart_token") or secrets.token_urlsafe(24))


def cart_answer(document: str, token: str | None, status: int = 200) -> Response:
    """The cart as the database wrote it, with the guest's token."""
    return answer(document, status, {"X-Cart-Token": token} if token else None)
