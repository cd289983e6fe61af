"""The cart of a user, or of a guest who holds its token."""

from __future__ import annotations

import secrets
from typing import Any

import orjson
from flask import request

from api.carts.schemas import CartAnswer, CartChange, CartToken, ItemChange, NewItems
from api.http.auth import about, guest_or_session, guest_or_user
from api.http.blueprint import Blueprint
from api.http.requests import client_address
from api.services import db
from core.db import reads

Answer = tuple[str, dict[str, str]]
blueprint = Blueprint("carts", __name__, "The cart of a user or a guest.")


def in_cart(item_id: int) -> None:
    """Refuse an item that the caller's cart does not hold."""
    document, _ = _answer("cart_show", {"cart_token": request.headers.get("X-Cart-Token")})
    if all(each["id"] != item_id for each in orjson.loads(document)["items"]):
        raise reads.nothing(db, item_id)


@blueprint.route("/cart")
@guest_or_user
@blueprint.arguments(CartToken, location="headers")
@blueprint.response(200, CartAnswer)
def cart(guest: dict[str, Any]) -> Answer:
    """Show the cart."""
    return _answer("cart_show", guest)


@blueprint.route("/cart", methods=["PATCH"])
@guest_or_user
@blueprint.arguments(CartToken, location="headers")
@blueprint.arguments(CartChange)
@blueprint.response(200, CartAnswer)
def change_cart(guest: dict[str, Any], wanted: dict[str, Any]) -> Answer:
    """Choose how the cart would travel, so that its total is that of the order."""
    return _change("cart_shipping_set", guest, wanted["shipping_method"])


@blueprint.route("/cart/items", methods=["POST"])
@guest_or_user
@blueprint.arguments(CartToken, location="headers")
@blueprint.arguments(NewItems)
@blueprint.response(201, CartAnswer, location="/cart")
def add_items(guest: dict[str, Any], wanted: dict[str, Any]) -> Answer:
    """Put a product into the cart, or more of it; or a list of them, all or none."""
    if "items" in wanted:
        return _change("cart_items_add", guest, wanted["items"])
    what = (wanted.get("product_id"), wanted.get("variant_id"), wanted["quantity"])
    return _change("cart_item_add", guest, *what)


@blueprint.route("/cart/items/<id:item_id>", methods=["PATCH"])
@guest_or_user
@about(in_cart)
@blueprint.arguments(CartToken, location="headers")
@blueprint.arguments(ItemChange)
@blueprint.response(200, CartAnswer)
def change_item(guest: dict[str, Any], wanted: dict[str, Any], item_id: int) -> Answer:
    """Set the quantity of an item."""
    return _change("cart_item_set", guest, item_id, wanted["quantity"])


@blueprint.route("/cart/items/<id:item_id>", methods=["DELETE"])
@guest_or_user
@about(in_cart)
@blueprint.arguments(CartToken, location="headers")
@blueprint.response(200, CartAnswer)
def remove_item(guest: dict[str, Any], item_id: int) -> Answer:
    """Take an item out of the cart."""
    return _change("cart_item_remove", guest, item_id)


def _change(procedure: str, guest: dict[str, Any], *args: Any) -> Answer:
    """A guest's first change begins a cart, which is counted for the client."""
    return _answer(procedure, guest, *args, client_address())


def _answer(procedure: str, guest: dict[str, Any], *args: Any) -> Answer:
    """The cart as the database wrote it; a guest gets the token of the cart with it."""
    session, token = guest_or_session(), None
    if session is None:
        token = guest.get("cart_token") or secrets.token_urlsafe(24)
    document = db.document(procedure, session, token, *args)
    return document, {"X-Cart-Token": token} if token else {}
