"""What catalogue calls take and answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, pre_load, validate

from api.http.enums import PRODUCT_STATUSES
from api.http.fields import (
    CODE,
    MOST_ID,
    NOT_PLAIN,
    RATE,
    SLUG,
    Digits,
    Sort,
    Text,
    Whole,
    YesNo,
    changed_since,
    money,
    one_of,
)
from api.http.pages import MOST_PAGE, page_answer

SORTS = ("name", "price", "created_at", "updated_at", "relevance", "id")
ATTRIBUTE_NAME = "^[A-Za-z0-9_][A-Za-z0-9_ -]{0,62}$"
# The servers' parser stumbles over them in natural language too.
OPERATORS = re.compile(r'[-+<>()~*"@%]')
MOST_ATTRIBUTES = 50
MOST_OPTIONS, MOST_VALUES = 5, 100


class Attributes(fields.Dict):
    """Names with texts, numbers, yes or no, or lists of those."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            keys=Text(most=63, pattern=ATTRIBUTE_NAME),
            values=fields.Raw(validate=_attribute),
            validate=validate.Length(max=MOST_ATTRIBUTES),
            metadata={"description": "Texts, numbers, booleans, or lists of them, by name."},
            **kwargs,
        )


def _attribute(value: Any) -> None:
    each = value if isinstance(value, list) else [value]
    if len(each) > MOST_ATTRIBUTES or not all(_is_plain(part) for part in each):
        raise ValidationError("Must be a text, a number, a boolean, or a list of those.")


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= 255 and not NOT_PLAIN.search(value)
    return isinstance(value, int | float) and -MOST_ID <= value <= MOST_ID


class Words(Text):
    """Words to search for, without the signs that a full-text search takes for orders."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return OPERATORS.sub(" ", super()._deserialize(value, attr, data, **kwargs))


class ProductsQuery(Schema):
    """Filters, sorting and page of the product list."""

    q = Words(most=100, metadata={"description": "Words of name and description."})
    category = Text(most=120, pattern=SLUG, metadata={"description": "With its children."})
    min_price = money()
    max_price = money()
    in_stock = YesNo()
    on_promotion = YesNo()
    updated_since = changed_since()
    sort = Sort(SORTS, load_default=tuple)
    page = Digits(least=1, most=MOST_PAGE, load_default=1)
    page_size = Digits(least=1, most=100, load_default=24)
    attributes = fields.Dict(
        keys=Text(most=63, pattern=ATTRIBUTE_NAME),
        values=Text(least=0, most=255),
        data_key="attr",
        load_default=dict,
        metadata={"description": "attr.NAME=value, several of them."},
    )

    @pre_load
    def _gather(self, data: Mapping[str, str], **_: Any) -> dict[str, Any]:
        """Bring attr.NAME parameters together."""
        found: dict[str, Any] = {}
        for name, value in data.items():
            if name.startswith("attr."):
                found.setdefault("attr", {})[name.removeprefix("attr.")] = value
            elif name != "attr":
                found[name] = value
            else:
                raise ValidationError({"attr": ["Write attr.NAME=value."]})
        return found


class NewProduct(Schema):
    """A new product; its slug is made of name and SKU unless it is given."""

    sku = Text(most=64, required=True)
    name = Text(most=160, required=True)
    price = money(required=True)
    category = Text(most=120, pattern=SLUG, required=True)
    slug = Text(most=160, pattern=SLUG)
    description = Text(least=0, most=10_000, lines=True)
    tax_rate = Text(most=6, pattern=RATE)
    status = Text(most=16, pattern=CODE, metadata=one_of(PRODUCT_STATUSES))
    attributes = Attributes()


class Option(Schema):
    """In what variants differ, with the values that there are."""

    name = Text(most=60, required=True)
    values = fields.List(
        Text(most=60), required=True, validate=validate.Length(min=1, max=MOST_VALUES)
    )


class Options(Schema):
    """The options of a product, in the order in which they are shown."""

    options = fields.List(
        fields.Nested(Option), required=True, validate=validate.Length(max=MOST_OPTIONS)
    )


class NewVariant(Schema):
    """One more combination of values that is sold."""

    sku = Text(most=64, required=True)
    price = money(required=True)
    values = fields.Dict(
        keys=Text(most=60),
        values=Text(most=60),
        required=True,
        validate=validate.Length(max=MOST_OPTIONS),
        metadata={"description": "A value for each option of the product, by its name."},
    )
    barcode = Text(most=32)


class VariantChange(Schema):
    """Only the named fields are changed."""

    sku = Text(most=64)
    price = money()
    barcode = Text(most=32, allow_none=True)
    is_sold = fields.Boolean(truthy={True}, falsy={False})


class ProductChange(Schema):
    """Only the named fields are changed."""

    sku = Text(most=64)
    name = Text(most=160)
    price = money()
    category = Text(most=120, pattern=SLUG)
    slug = Text(most=160, pattern=SLUG)
    description = Text(least=0, most=10_000, lines=True)
    tax_rate = Text(most=6, pattern=RATE)
    status = Text(most=16, pattern=CODE, metadata=one_of(PRODUCT_STATUSES))
    attributes = Attributes()


class WholeProduct(Schema):
    """A PUT names every field."""

    sku = Text(most=64, required=True)
    name = Text(most=160, required=True)
    price = money(required=True)
    category = Text(most=120, pattern=SLUG, required=True)
    slug = Text(most=160, pattern=SLUG, required=True)
    description = Text(least=0, most=10_000, lines=True, required=True)
    tax_rate = Text(most=6, pattern=RATE, required=True)
    status = Text(most=16, pattern=CODE, required=True, metadata=one_of(PRODUCT_STATUSES))
    attributes = Attributes(required=True)


class CategoryName(Schema):
    """A category as its products name it."""

    slug = fields.String(required=True)
    name = fields.String(required=True)


class ImageAnswer(Schema):
    """A picture with the text that describes it."""

    url = fields.String(required=True)
    alt = fields.String(required=True)


class VariantAnswer(Schema):
    """What is sold of a product: one combination of values."""

    id = fields.Integer(required=True)
    sku = fields.String(required=True)
    price = fields.String(required=True)
    values = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    label = fields.String(required=True)
    barcode = fields.String(required=True, allow_none=True)
    is_sold = fields.Boolean(required=True)
    image = fields.String(required=True, allow_none=True)
    available = fields.Integer(required=True)


class OptionAnswer(Schema):
    """In what the variants of a product differ."""

    name = fields.String(required=True)
    values = fields.List(fields.String(), required=True)


class ProductAnswer(Schema):
    """A product in a list; its price is the least of its variants'."""

    id = fields.Integer(required=True)
    sku = fields.String(required=True)
    slug = fields.String(required=True)
    name = fields.String(required=True)
    description = fields.String(required=True)
    price = fields.String(required=True)
    price_max = fields.String(required=True)
    current_price = fields.String(required=True)
    promotion = fields.Dict(required=True, allow_none=True)
    currency = fields.String(required=True)
    tax_rate = fields.String(required=True)
    category = fields.Nested(CategoryName, required=True)
    images = fields.List(fields.Nested(ImageAnswer), required=True)
    attributes = fields.Dict(required=True)
    available = fields.Integer(required=True)
    rating = fields.Float(required=True, allow_none=True)
    created_at = fields.DateTime(required=True)
    updated_at = fields.DateTime(required=True)
    version = fields.Integer(required=True)


class ProductDetail(ProductAnswer):
    """A product with its options and variants; staff see its status and stock too."""

    options = fields.List(fields.Nested(OptionAnswer), required=True)
    variants = fields.List(fields.Nested(VariantAnswer), required=True)
    status = fields.String(metadata={"description": "For staff.", **one_of(PRODUCT_STATUSES)})
    on_hand = fields.Integer(metadata={"description": "For staff."})
    reserved = fields.Integer(metadata={"description": "For staff."})


ProductPage = page_answer(ProductAnswer, "ProductPage")


class NewCategory(Schema):
    """A new category, at the root unless a parent is named."""

    name = Text(most=120, required=True)
    slug = Text(most=120, pattern=SLUG)
    parent = Text(most=120, pattern=SLUG, metadata={"description": "The parent's slug."})
    position = Whole(least=0, most=1_000_000)


class CategoryAnswer(Schema):
    """A category with its place in the tree."""

    id = fields.Integer(required=True)
    parent_id = fields.Integer(required=True, allow_none=True)
    slug = fields.String(required=True)
    name = fields.String(required=True)
    position = fields.Integer(required=True)
    version = fields.Integer(required=True)


class CategoryNode(Schema):
    """A category with its children."""

    id = fields.Integer(required=True)
    slug = fields.String(required=True)
    name = fields.String(required=True)
    children = fields.List(fields.Nested(lambda: CategoryNode()), required=True)


class CategoryTree(Schema):
    """The roots of the tree."""

    items = fields.List(fields.Nested(CategoryNode), required=True)
