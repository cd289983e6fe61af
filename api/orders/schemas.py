"""What order calls take and answer."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from api.carts.schemas import item_list
from api.http.enums import ORDER_STATUSES, PAYMENT_METHODS
from api.http.fields import CODE, Digits, Text, changed_since, identifier, money, one_of
from api.http.pages import page_query
from api.profiles.schemas import Address, AddressAnswer

SORTS = ("placed_at", "updated_at", "total", "status", "id")


class Sending(Schema):
    """How and where goods are sent."""

    address_id = identifier()
    address = fields.Nested(Address)
    shipping_method = Text(most=32, pattern=CODE, required=True)

    @validates_schema
    def _one_address(self, data: dict[str, Any], **_: Any) -> None:
        if ("address_id" in data) == ("address" in data):
            raise ValidationError("Give address_id or address.", "address")


class NewOrder(Sending):
    """How and where a cart is sent as an order."""

    customer_note = Text(least=0, most=500, lines=True, load_default=None, allow_none=True)


class PaymentAtOnce(Schema):
    """The payment that an order comes with: the exact amount, and no other."""

    method = Text(most=32, pattern=CODE, required=True, metadata=one_of(PAYMENT_METHODS))
    amount = money(required=True)


class Checkout(Sending):
    """An order in one call: what, for whom, where to, paid how."""

    items = item_list(required=True)
    email = Text(least=3, most=254, metadata={"description": "Of a guest."})
    customer_note = Text(least=0, most=500, lines=True)
    payment = fields.Nested(PaymentAtOnce)


class Quote(Schema):
    """What a checkout would cost; all that a checkout takes may be named here too."""

    items = item_list(required=True)
    email = Text(least=3, most=254)
    address_id = identifier()
    address = fields.Nested(Address)
    shipping_method = Text(most=32, pattern=CODE)
    customer_note = Text(least=0, most=500, lines=True)
    payment = fields.Nested(PaymentAtOnce)


class StatusChange(Schema):
    """The next status, and why."""

    status = Text(most=32, pattern=CODE, required=True, metadata=one_of(ORDER_STATUSES))
    note = Text(least=0, most=500, lines=True, load_default=None, allow_none=True)


OrdersQuery = page_query(
    "OrdersQuery",
    sorts=SORTS,
    cursor=True,
    status=Text(most=32, pattern=CODE, metadata=one_of(ORDER_STATUSES)),
    updated_since=changed_since(),
    user_id=Digits(least=1, most=10**15),
)


class Amounts(Schema):
    """What an order costs."""

    currency = fields.String(required=True)
    subtotal = fields.String(required=True)
    discount = fields.String(required=True)
    shipping = fields.String(required=True)
    tax = fields.String(required=True)
    total = fields.String(required=True)
    paid = fields.String(required=True)
    refunded = fields.String(required=True)


class OrderRow(Amounts):
    """An order in a list."""

    id = fields.Integer(required=True)
    number = fields.String(required=True)
    user_id = fields.Integer(required=True, allow_none=True)
    status = fields.String(required=True, metadata=one_of(ORDER_STATUSES))
    line_count = fields.Integer(required=True)
    placed_at = fields.DateTime(required=True, allow_none=True)
    pay_until = fields.DateTime(required=True, allow_none=True)
    updated_at = fields.DateTime(required=True)
    version = fields.Integer(required=True)
    customer_name = fields.String(metadata={"description": "For staff."})
    customer_email = fields.String(metadata={"description": "For staff."})
    refund_owed = fields.String(metadata={"description": "For staff."})


class OrderLine(Schema):
    """What was ordered at which price."""

    id = fields.Integer(required=True)
    product_id = fields.Integer(required=True)
    variant_id = fields.Integer(required=True)
    package_id = fields.Integer(required=True, allow_none=True)
    sku = fields.String(required=True)
    name = fields.String(required=True)
    quantity = fields.Integer(required=True)
    unit_price = fields.String(required=True)
    discount = fields.String(required=True)
    line_total = fields.String(required=True)
    tax_rate = fields.String(required=True)
    tax = fields.String(required=True)
    customizations = fields.List(fields.Dict(), required=True)


class StatusStep(Schema):
    """A status that an order has had."""

    status = fields.String(required=True, metadata=one_of(ORDER_STATUSES))
    note = fields.String(required=True)
    changed_at = fields.DateTime(required=True)


class OrderAnswer(Amounts):
    """An order with all that belongs to it."""

    id = fields.Integer(required=True)
    number = fields.String(required=True)
    user_id = fields.Integer(required=True, allow_none=True)
    email = fields.String(required=True)
    status = fields.String(required=True, metadata=one_of(ORDER_STATUSES))
    items = fields.List(fields.Nested(OrderLine), required=True, allow_none=True)
    shipping_method = fields.String(required=True, allow_none=True)
    customer_note = fields.String(required=True)
    address = fields.Nested(AddressAnswer, required=True, allow_none=True)
    history = fields.List(fields.Nested(StatusStep), required=True, allow_none=True)
    placed_at = fields.DateTime(required=True, allow_none=True)
    pay_until = fields.DateTime(required=True, allow_none=True)
    version = fields.Integer(required=True)


class Move(Schema):
    """A move that the status flow offers."""

    to = fields.String(required=True, metadata=one_of(ORDER_STATUSES))
    by_staff = fields.Boolean(required=True)
    by_customer = fields.Boolean(required=True)


class StatusAnswer(Schema):
    """Where an order can stand, and where it can go from there."""

    code = fields.String(required=True, metadata=one_of(ORDER_STATUSES))
    title = fields.String(required=True)
    position = fields.Integer(required=True)
    moves = fields.List(fields.Nested(Move), required=True)


class StatusesAnswer(Schema):
    """The status flow."""

    items = fields.List(fields.Nested(StatusAnswer), required=True)


class ShippingMethodAnswer(Schema):
    """A way to ship."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    price = fields.String(required=True)
    currency = fields.String(required=True)


class ShippingMethodsAnswer(Schema):
    """The ways to ship."""

    items = fields.List(fields.Nested(ShippingMethodAnswer), required=True)
