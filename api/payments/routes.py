"""Payments of orders."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from api.http.arguments import refuse
from api.http.auth import about, session, signed_in, staff, staff_row
from api.http.blueprint import Blueprint
from api.http.enums import ORDER_STATUSES, PAYMENT_METHODS
from api.http.fields import CODE, Text, money, one_of
from api.http.versions import IdempotencyKey
from api.orders.routes import own
from api.orders.schemas import OrderAnswer
from api.orders.views import THEIRS
from api.services import db, services

blueprint = Blueprint("payments", __name__, "Money for orders.")

PROCEDURES = {"bobi": "payment_bobi_take"}


class NewPayment(Schema):
    """How to pay: Bobi takes the exact price."""

    method = Text(most=32, pattern=CODE, required=True, metadata=one_of(PAYMENT_METHODS))
    amount = money(required=True)


class PaymentAnswer(Schema):
    """A payment and what it did to its order."""

    id = fields.Integer(required=True)
    order_id = fields.Integer(required=True)
    order_status = fields.String(required=True, metadata=one_of(ORDER_STATUSES))
    method = fields.String(required=True)
    status = fields.String(required=True)
    amount = fields.String(required=True)
    currency = fields.String(required=True)
    created_at = fields.DateTime(required=True)


class NewRefund(Schema):
    """How much goes back; all of it unless an amount is named."""

    amount = money(load_default=None, allow_none=True)
    note = Text(least=0, most=255, lines=True, load_default=None, allow_none=True)


@blueprint.route("/orders/<id:order_id>/payments", methods=["POST"])
@signed_in
@about(own)
@blueprint.arguments(IdempotencyKey, location="headers")
@blueprint.arguments(NewPayment)
@blueprint.response(201, PaymentAnswer, location="/orders/{order_id}")
def pay(once: dict[str, Any], wanted: dict[str, Any], order_id: int) -> str:
    """Pay an order; the exact amount is taken, and no other."""
    procedure = PROCEDURES.get(wanted["method"])
    if procedure is None:
        refuse({"method": [f"Pay by one of: {', '.join(PROCEDURES)}."]})
    document = db.document(
        procedure, session(), once["key"], order_id, wanted["amount"], idempotent=True
    )
    services().waker.wake("mail")
    return document


@blueprint.route("/orders/<id:order_id>/refunds", methods=["POST"])
@staff("payments.update")
@about(staff_row(THEIRS, "payments.update"))
@blueprint.arguments(IdempotencyKey, location="headers")
@blueprint.arguments(NewRefund)
@blueprint.response(201, OrderAnswer, location="/orders/{order_id}")
def refund(once: dict[str, Any], wanted: dict[str, Any], order_id: int) -> str:
    """Give money of an order back; an order whose money is all back moves on."""
    document = db.document(
        "payment_refund",
        session(),
        once["key"],
        order_id,
        wanted["amount"],
        wanted["note"],
        idempotent=True,
    )
    services().waker.wake("mail")
    return document
