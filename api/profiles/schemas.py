"""What address calls take and answer."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.http.fields import Text

E164 = "^[+][0-9]{6,15}$"


class Address(Schema):
    """An address as a customer writes it."""

    name = Text(most=120, required=True)
    line1 = Text(most=160, required=True)
    line2 = Text(most=160, allow_none=True)
    city = Text(most=80, required=True)
    postal_code = Text(most=16, required=True)
    country = Text(least=2, most=2, pattern="^[A-Z]{2}$", required=True)
    phone = Text(most=16, pattern=E164, allow_none=True)


class AddressAnswer(Schema):
    """An address that is kept."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    line1 = fields.String(required=True)
    line2 = fields.String(required=True, allow_none=True)
    city = fields.String(required=True)
    postal_code = fields.String(required=True)
    country = fields.String(required=True)
    phone = fields.String(required=True, allow_none=True)


class AddressesAnswer(Schema):
    """An address book."""

    items = fields.List(fields.Nested(AddressAnswer), required=True)
