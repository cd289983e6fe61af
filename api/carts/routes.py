"""The cart of a user, or of a guest who holds its token."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Response

from api.carts.schemas import CartAnswer, CartChange, CartToken, ItemChange, NewItems
from api.http.answers import answer
from api.http.auth import guest_or_session, guest_or_user
from api.http.blueprint import Blueprint
from api.http.requests import client_address
from api.services import db

blueprint = Blueprint("carts", __name__, "The cart of a user or a guest.")


@blueprint.route("/cart")
@guest_or_user
@blueprint.arguments(CartToken, location="headers")
@blueprint.response(200, CartAnswer)
def cart(guest: dict[str, Any]) -> Response:
    """Show the cart."""
    return _answer("cart_show", guest)


@blueprint.route("/cart", methods=["PATCH"])
@guest_or_user
@blueprint.arguments(CartToken, location="headers")
@blueprint.arguments(CartChange)
@blueprint.response(200, CartAnswer)
def change_cart(guest: dict[str, Any], wanted: dict[str, Any]) -> Response:
    """Choose how the cart would travel, so that its total is that of the order."""
    return _change("cart_shipping_set", guest, wanted["shipping_method"])


@blueprint.route("/cart/items", methods=["POST"])
@guest_or_user
@blueprint.arguments(CartToken, location="headers")
@blueprint.arguments(NewItems)
@blueprint.response(201, CartAnswer)
def add_items(guest: dict[str, Any], wanted: dict[str, Any]) -> Response:
    """Put a product into the cart, or more of it; or a list of them, all or none."""
    if "items" in wanted:
        return _change("cart_items_add", guest, wanted["items"], status=201)
    what = (wanted.get("product_id"), wanted.get("variant_id"), wanted["quantity"])
    return _change("cart_item_add", guest, *what, status=201)


@blueprint.route("/cart/items/<id:item_id>", methods=["PATCH"])
@guest_or_user
@blueprint.arguments(CartToken, location="headers")
@blueprint.arguments(ItemChange)
@blueprint.response(200, CartAnswer)
def change_item(guest: dict[str, Any], wanted: dict[str, Any], item_id: int) -> Response:
    """Set the quantity of an item."""
    return _change("cart_item_set", guest, item_id, wanted["quantity"])


@blueprint.route("/cart/items/<id:item_id>", methods=["DELETE"])
@guest_or_user
@blueprint.arguments(CartToken, location="headers")
@blueprint.response(200, CartAnswer)
def remove_item(guest: dict[str, Any], item_id: int) -> Response:
    """Take an item out of the cart."""
    return _change("cart_item_remove", guest, item_id)


def _change(procedure: str, guest: dict[str, Any], *args: Any, status: int = 200) -> Response:
    """A guest's first change begins a cart, which is counted for the client."""
    return _answer(procedure, guest, *args, client_address(), status=status)


def _answer(procedure: str, guest: dict[str, Any], *args: Any, status: int = 200) -> Response:
    """The cart as the database wrote it; a guest gets the token of the cart with it."""
    session, token = guest_or_session(), None
    if session is None:
        token = guest.get("cart_token") or secrets.token_urlsafe(24)
    document = db.document(procedure, session, token, *args)
    return answer(document, status, {"X-Cart-Token": token} if token else None)
