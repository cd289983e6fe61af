"""Orders: placed by customers, moved along their status flow by staff."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from api.http.auth import about, anybody, session, signed_in, staff, staff_row
from api.http.blueprint import Blueprint
from api.http.lists import listed
from api.http.pages import page_answer
from api.http.versions import IdempotencyKey, MayMatch
from api.orders import schemas
from api.orders.views import (
    FOR_STAFF,
    MINE,
    MINE_IN_FULL,
    MOVES,
    SHIPPING,
    STATUSES,
    THEIRS,
    THEIRS_IN_FULL,
)
from api.services import db, services
from core.db import Row, reads

blueprint = Blueprint("orders", __name__, "Orders and their status flow.")
READ = "orders.read"


def seen(order_id: int) -> None:
    """Refuse an order that the caller does not see."""
    reads.either(db, THEIRS, READ, MINE, session()).one(order_id)


def own(order_id: int) -> None:
    """Refuse an order that is not the caller's."""
    reads.owned(db, MINE, session()).one(order_id)


@blueprint.route("/shipping-methods")
@anybody
@blueprint.response(200, schemas.ShippingMethodsAnswer, is_public=True)
def shipping_methods() -> Row:
    """List the ways to ship."""
    return {"items": reads.public(db, SHIPPING, "price, code")}


@blueprint.route("/order-statuses")
@anybody
@blueprint.response(200, schemas.StatusesAnswer, is_public=True)
def order_statuses() -> Row:
    """Show the status flow: where an order can stand and where it can go from there."""
    moves = reads.public(db, MOVES, "from_status_code, to_status_code")
    offered = {
        code: [
            {
                "to": each["to_status_code"],
                "by_staff": bool(each["is_by_staff"]),
                "by_customer": bool(each["is_by_customer"]),
            }
            for each in group
        ]
        for code, group in groupby(moves, lambda each: each["from_status_code"])
    }
    statuses = reads.public(db, STATUSES, "position")
    return {"items": [{**each, "moves": offered.get(each["code"], [])} for each in statuses]}


@blueprint.route("/orders", methods=["POST"])
@signed_in
@blueprint.arguments(IdempotencyKey, location="headers")
@blueprint.arguments(schemas.NewOrder)
@blueprint.response(201, schemas.OrderAnswer, location="/orders/{id}")
def place(once: dict[str, Any], wanted: dict[str, Any]) -> str:
    """Turn the cart into an order that waits for payment."""
    document = db.document(
        "order_place",
        session(),
        once["key"],
        wanted.get("address_id"),
        wanted.get("address"),
        wanted["shipping_method"],
        wanted["customer_note"],
        idempotent=True,
    )
    services().waker.wake("mail")
    return document


@blueprint.route("/orders")
@signed_in
@blueprint.arguments(schemas.OrdersQuery, location="query")
@blueprint.response(200, page_answer(schemas.OrderRow, "OrderPage", cursor=True))
def orders(query: dict[str, Any]) -> Row:
    """List own orders; staff with orders.read see all."""
    rows = reads.either(db, THEIRS, READ, MINE, session())
    names = ("status", "updated_since", "user_id")
    rows = rows.filtered({name: query.get(name) for name in names})
    page = listed(rows, query, ["-placed_at"])
    for item in page["items"]:
        if item["customer_email"] is None:
            for name in FOR_STAFF:
                del item[name]
    return page


@blueprint.route("/orders/<id:order_id>")
@signed_in
@about(seen)
@blueprint.response(200, schemas.OrderAnswer)
def order(order_id: int) -> str:
    """Show an order with all that belongs to it."""
    found = reads.either(db, THEIRS_IN_FULL, READ, MINE_IN_FULL, session()).one(order_id)
    return str(found["document"])


@blueprint.route("/orders/<id:order_id>", methods=["PUT", "PATCH"])
@staff("orders.update")
@about(staff_row(THEIRS, "orders.update"))
@blueprint.arguments(MayMatch, location="headers")
@blueprint.arguments(schemas.StatusChange)
@blueprint.response(200, schemas.OrderAnswer)
def move(known: dict[str, Any], wanted: dict[str, Any], order_id: int) -> str:
    """Move an order along its status flow; the same status again changes nothing."""
    document = db.document(
        "order_status_set",
        session(),
        order_id,
        wanted["status"],
        wanted["note"],
        known["version"],
        idempotent=known["version"] is None,
    )
    services().waker.wake("mail")
    return document


@blueprint.route("/orders/<id:order_id>/cancel", methods=["POST"])
@signed_in
@about(own)
@blueprint.response(200, schemas.OrderAnswer)
def cancel(order_id: int) -> str:
    """Cancel an own order, while its status allows that."""
    document = db.document("order_cancel", session(), order_id)
    services().waker.wake("mail")
    return document


# Ordering in one call joins the same blueprint.
from api.orders import checkout_routes  # noqa: E402, F401
