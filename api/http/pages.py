"""Schemas that several domains share: problems, pages, cursors, money."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from api.http.fields import Digits, Sort, Text

MOST_PAGE = 1_000_000


class ProblemAnswer(Schema):
    """Why a request was refused; clients switch on the code."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True)
    detail = fields.String(required=True)
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()), required=True)
    request_id = fields.String(required=True)
    items = fields.List(fields.Dict(), metadata={"description": "What is short of stock."})


class _Listed(Schema):
    """A list is read page by page, or along a cursor."""

    @validates_schema(pass_original=True)
    def _page_or_cursor(self, data: Any, original: Mapping[str, Any], **_: Any) -> None:
        both = [name for name in ("page", "sort") if name in original]
        if "after" in data and both:
            raise ValidationError({name: ["Not together with after."] for name in both})


def page_query(
    name: str, *, sorts: tuple[str, ...] = (), cursor: bool = False, **filters: fields.Field[Any]
) -> type[Schema]:
    """The query of a list: pages, sorting, filters, and a cursor where the list has one."""
    each: dict[str, fields.Field[Any]] = {
        "page": Digits(least=1, most=MOST_PAGE, load_default=1),
        "page_size": Digits(least=1, most=100, load_default=24),
        **filters,
    }
    if sorts:
        each["sort"] = Sort(sorts, load_default=tuple)
    if cursor:
        each["after"] = Text(
            most=16,
            pattern="^[0-9]{1,16}$",
            metadata={"description": "`next` of the page before; 0 to begin."},
        )
    return _Listed.from_dict(each, name=name)


def page_answer(item: type[Schema], name: str, cursor: bool = False) -> type[Schema]:
    """The schema of a list's answer: a page with a total, or what follows a cursor."""
    each: dict[str, fields.Field[Any]] = {
        "items": fields.List(fields.Nested(item), required=True),
        "page": fields.Integer(),
        "page_size": fields.Integer(),
        "total": fields.Integer(),
        "total_is_at_least": fields.Boolean(),
    }
    if cursor:
        each["next"] = fields.String(allow_none=True)
    return Schema.from_dict(each, name=name)
