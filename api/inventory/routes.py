"""Stock: every change is a movement."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from api.http.auth import actor, staff
from api.http.blueprint import Blueprint
from api.http.fields import CODE, Text, Whole
from api.http.lists import listed
from api.http.pages import page_answer, page_query
from api.services import db
from core.db import Row, reads

blueprint = Blueprint("inventory", __name__, "Stock and its movements.")

PRODUCTS = reads.View("staff_products", ("product_id",), key="product_id")
MOVEMENTS = reads.View(
    "staff_stock_movements",
    (
        "id",
        "product_id",
        "sku",
        "reason",
        "quantity",
        "on_hand_after",
        "order_id",
        "note",
        "actor_id",
        "created_at",
    ),
    filters={"product_id": "product_id = %s", "reason": "reason = %s"},
)


class NewMovement(Schema):
    """A movement; out of stock with a minus."""

    quantity = Whole(least=-1_000_000, most=1_000_000, required=True)
    reason = Text(most=16, pattern=CODE, required=True)
    note = Text(least=0, most=255, load_default=None)


class NewCount(Schema):
    """The pieces that somebody counted."""

    counted = Whole(least=0, most=1_000_000, required=True)
    note = Text(least=0, most=255, load_default=None)


class StockAnswer(Schema):
    """The stock of a product."""

    product_id = fields.Integer(required=True)
    on_hand = fields.Integer(required=True)
    reserved = fields.Integer(required=True)
    available = fields.Integer(required=True)


class MovementAnswer(Schema):
    """A change of stock, with the stock after it."""

    id = fields.Integer(required=True)
    product_id = fields.Integer(required=True)
    sku = fields.String(required=True)
    reason = fields.String(required=True)
    quantity = fields.Integer(required=True)
    on_hand_after = fields.Integer(required=True)
    order_id = fields.Integer(required=True, allow_none=True)
    note = fields.String(required=True)
    actor_id = fields.Integer(required=True, allow_none=True)
    created_at = fields.DateTime(required=True)


MovementsQuery = page_query("MovementsQuery", cursor=True, reason=Text(most=16, pattern=CODE))


@blueprint.route("/products/<id:product_id>/stock-movements")
@staff("inventory.read")
@blueprint.arguments(MovementsQuery, location="query")
@blueprint.response(200, page_answer(MovementAnswer, "MovementPage", cursor=True))
def movements(query: dict[str, Any], product_id: int) -> Row:
    """List the movements of a product."""
    reads.staff(db, PRODUCTS, actor(), "inventory.read").one(product_id)
    rows = reads.staff(db, MOVEMENTS, actor(), "inventory.read")
    rows = rows.filtered({"product_id": product_id, "reason": query.get("reason")})
    return listed(rows, query)


@blueprint.route("/products/<id:product_id>/stock-movements", methods=["POST"])
@staff("inventory.update")
@blueprint.arguments(NewMovement)
@blueprint.response(201, StockAnswer)
def add_movement(wanted: dict[str, Any], product_id: int) -> Row:
    """Move stock for a reason that staff may give."""
    return db.call(
        "stock_move", actor(), product_id, wanted["quantity"], wanted["reason"], wanted["note"]
    )[0]


@blueprint.route("/products/<id:product_id>/stock-count", methods=["POST"])
@staff("inventory.update")
@blueprint.arguments(NewCount)
@blueprint.response(200, StockAnswer)
def count(wanted: dict[str, Any], product_id: int) -> Row:
    """Correct stock to what was counted."""
    return db.call("stock_count", actor(), product_id, wanted["counted"], wanted["note"])[0]
