"""What stock calls take and answer."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.http.enums import STOCK_ENTRY_KINDS
from api.http.fields import CODE, Digits, Text, Whole, identifier, one_of
from api.http.pages import page_query

MOST_PIECES = 1_000_000
VARIANT = {"description": "Needed where the product has several variants."}


class Place(Schema):
    """Which variant, and where: the default location unless one is named."""

    variant_id = identifier(metadata=VARIANT)
    stock_location = Text(most=32, pattern=CODE)
    note = Text(least=0, most=255, lines=True, load_default=None, allow_none=True)


class NewEntry(Place):
    """An entry into the ledger; out of stock with a minus."""

    quantity = Whole(least=-MOST_PIECES, most=MOST_PIECES, required=True)
    kind = Text(most=16, pattern=CODE, required=True, metadata=one_of(STOCK_ENTRY_KINDS))


class NewCount(Place):
    """The pieces that somebody counted."""

    counted = Whole(least=0, most=MOST_PIECES, required=True)


class StockAnswer(Schema):
    """The stock of a variant at a location."""

    variant_id = fields.Integer(required=True)
    product_id = fields.Integer(required=True)
    sku = fields.String(required=True)
    stock_location = fields.String(required=True)
    on_hand = fields.Integer(required=True)
    reserved = fields.Integer(required=True)
    available = fields.Integer(required=True)


class EntryAnswer(Schema):
    """A change of stock, with the stock after it; its id counts the ledger of one location."""

    id = fields.Integer(required=True)
    product_id = fields.Integer(required=True)
    variant_id = fields.Integer(required=True)
    sku = fields.String(required=True)
    stock_location = fields.String(required=True)
    kind = fields.String(required=True, metadata=one_of(STOCK_ENTRY_KINDS))
    on_hand = fields.Integer(required=True)
    reserved = fields.Integer(required=True)
    on_hand_after = fields.Integer(required=True)
    reserved_after = fields.Integer(required=True)
    order_id = fields.Integer(required=True, allow_none=True)
    note = fields.String(required=True)
    actor_id = fields.Integer(required=True, allow_none=True)
    created_at = fields.DateTime(required=True)


EntriesQuery = page_query(
    "EntriesQuery",
    cursor=True,
    kind=Text(most=16, pattern=CODE, metadata=one_of(STOCK_ENTRY_KINDS)),
    variant_id=Digits(least=1, most=10**15, metadata=VARIANT),
    stock_location=Text(most=32, pattern=CODE),
)
