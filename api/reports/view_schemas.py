"""What calls about saved views take and answer."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from api.http.fields import CODE, Text
from api.http.pages import page_answer, page_query

LONGEST_GROUPS = 129
LONGEST_SORT = 500
GROUPS = r"^[A-Za-z0-9_.-]{1,64}(,[A-Za-z0-9_.-]{1,64})?$"
MOST_FILTERS, MOST_ROLES = 50, 50


def _title(**kwargs: Any) -> Text:
    return Text(most=120, **kwargs)


def _filters() -> fields.Dict:
    return fields.Dict(keys=fields.String(), validate=validate.Length(max=MOST_FILTERS))


def _group_by() -> Text:
    return Text(most=LONGEST_GROUPS, pattern=GROUPS, allow_none=True)


def _sort() -> Text:
    return Text(most=LONGEST_SORT, allow_none=True)


def _roles() -> fields.List[Any]:
    return fields.List(Text(most=32, pattern=CODE), validate=validate.Length(max=MOST_ROLES))


class NewView(Schema):
    """A report as somebody looks at it; relative dates such as "last_month" stay as they are."""

    report = Text(most=64, pattern=CODE, required=True)
    title = _title(required=True)
    filters = _filters()
    group_by = _group_by()
    sort = _sort()
    shared_with = _roles()


class ViewChange(Schema):
    """What is to be another; what is not named stays."""

    title = _title()
    filters = _filters()
    group_by = _group_by()
    sort = _sort()
    shared_with = _roles()


class ViewOwner(Schema):
    """Who saved a view."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)


class ViewAnswer(Schema):
    """A saved view of a report."""

    id = fields.Integer(required=True)
    report = fields.String(required=True)
    title = fields.String(required=True)
    filters = fields.Dict(required=True)
    group_by = fields.String(required=True, allow_none=True)
    sort = fields.String(required=True, allow_none=True)
    shared_with = fields.List(
        fields.String(), required=True, metadata={"description": "Roles that see it, too."}
    )
    is_mine = fields.Boolean(required=True)
    is_pinned = fields.Boolean(required=True)
    owner = fields.Nested(ViewOwner, required=True)


ViewsQuery = page_query("ReportViewsQuery", report=Text(most=64, pattern=CODE))
ViewsAnswer = page_answer(ViewAnswer, "ReportViewPage")


class RoleAnswer(Schema):
    """A role, by its code and as people call it."""

    code = fields.String(required=True)
    title = fields.String(required=True)


class RolesAnswer(Schema):
    """The roles that may see a report."""

    items = fields.List(fields.Nested(RoleAnswer), required=True)
