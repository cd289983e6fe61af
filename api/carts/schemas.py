"""What cart calls take and answer."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from api.http.fields import CODE, Text, Whole, identifier

MOST_ITEMS = 100
MOST_PIECES = 100_000
TOKEN = "^[A-Za-z0-9_-]{16,128}$"


class CartToken(Schema):
    """The header by which a guest names a cart."""

    cart_token = Text(most=128, pattern=TOKEN, data_key="X-Cart-Token")


class NewItem(Schema):
    """What is wanted, and how many pieces; a product with several variants needs variant_id."""

    product_id = identifier()
    variant_id = identifier()
    quantity = Whole(least=1, most=MOST_PIECES, required=True)

    @validates_schema
    def _names_something(self, data: dict[str, Any], **_: Any) -> None:
        if "product_id" not in data and "variant_id" not in data:
            raise ValidationError("Give product_id or variant_id.", "product_id")


def item_list(**kwargs: Any) -> fields.List[Any]:
    """Up to a hundred things that are taken all or none."""
    each = fields.Nested(NewItem)
    return fields.List(each, validate=validate.Length(min=1, max=MOST_ITEMS), **kwargs)


class NewItems(Schema):
    """One thing to put into the cart, or a list of them, all or none."""

    product_id = identifier()
    variant_id = identifier()
    quantity = Whole(least=1, most=MOST_PIECES)
    items = item_list()

    @validates_schema
    def _one_or_many(self, data: dict[str, Any], **_: Any) -> None:
        if "items" in data:
            for name in ("product_id", "variant_id", "quantity"):
                if name in data:
                    raise ValidationError("Give items or one item.", name)
            return
        missing = {} if "quantity" in data else {"quantity": ["Missing data for required field."]}
        if "product_id" not in data and "variant_id" not in data:
            missing["product_id"] = ["Give product_id, variant_id or items."]
        if missing:
            raise ValidationError(missing)


class ItemChange(Schema):
    """The new quantity of an item."""

    quantity = Whole(least=1, most=MOST_PIECES, required=True)


class CartChange(Schema):
    """How the cart would travel."""

    shipping_method = Text(most=32, pattern=CODE, required=True)


class CartItem(Schema):
    """A line of a cart at the prices of now."""

    id = fields.Integer(required=True)
    product_id = fields.Integer(required=True, allow_none=True)
    variant_id = fields.Integer(required=True, allow_none=True)
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
    variant_id = fields.Integer(required=True)
    code = fields.String(required=True)
    available = fields.Integer(required=True)
    detail = fields.String(required=True)


class CartAnswer(Schema):
    """A cart, computed by the database."""

    items = fields.List(fields.Nested(CartItem), required=True)
    currency = fields.String(required=True)
    shipping_method = fields.String(required=True, allow_none=True)
    subtotal = fields.String(required=True)
    discount = fields.String(required=True)
    shipping = fields.String(required=True)
    tax = fields.String(required=True)
    total = fields.String(required=True)
    voucher = fields.String(required=True, allow_none=True)
    warnings = fields.List(fields.Nested(CartWarning), required=True)
