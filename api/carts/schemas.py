"""What cart calls take and answer."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.http.fields import Text, Whole, identifier

TOKEN = "^[A-Za-z0-9_-]{16,128}$"


class CartToken(Schema):
    """The header by which a guest names a cart."""

    cart_token = Text(most=128, pattern=TOKEN, data_key="X-Cart-Token")


class NewItem(Schema):
    """What to put into the cart."""

    product_id = identifier(required=True)
    quantity = Whole(least=1, most=100_000, required=True)


class ItemChange(Schema):
    """The new quantity of an item."""

    quantity = Whole(least=1, most=100_000, required=True)


class CartItem(Schema):
    """A line of a cart at the prices of now."""

    id = fields.Integer(required=True)
    product_id = fields.Integer(required=True, allow_none=True)
    package_id = fields.Integer(required=True, allow_none=True)
    sku = fields.String(required=True)
    name = fields.String(required=True)
    quantity = fields.Integer(required=True)
    unit_price = fields.String(required=True)
    line_total = fields.String(required=True)
    available = fields.Integer(required=True)
    customizations = fields.List(fields.Dict(), required=True)


class CartWarning(Schema):
    """Why an order could not be placed like this."""

    item_id = fields.Integer(required=True)
    product_id = fields.Integer(required=True)
    code = fields.String(required=True)
    available = fields.Integer(required=True)
    detail = fields.String(required=True)


class CartAnswer(Schema):
    """A cart, computed by the database."""

    items = fields.List(fields.Nested(CartItem), required=True)
    currency = fields.String(required=True)
    subtotal = fields.String(required=True)
    discount = fields.String(required=True)
    shipping = fields.String(required=True)
    tax = fields.String(required=True)
    total = fields.String(required=True)
    voucher = fields.String(required=True, allow_none=True)
    warnings = fields.List(fields.Nested(CartWarning), required=True)
