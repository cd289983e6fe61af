"""What calls about report files take and answer."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.http.fields import Text, one_of
from api.http.pages import page_answer, page_query
from api.reports.schemas import FORMATS, GROUP_BY, LONGEST_SORT


class NewExport(Schema):
    """Which file is wanted."""

    format = fields.String(required=True, validate=validate.OneOf(FORMATS))
    filters = fields.Dict(keys=fields.String(), load_default=dict)
    group_by = Text(most=130, pattern=GROUP_BY, load_default=None, allow_none=True)
    sort = Text(most=LONGEST_SORT, load_default=None, allow_none=True)


class OwnerAnswer(Schema):
    """Whose file it is."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)


class ExportAnswer(Schema):
    """A file that is being made, or was."""

    id = fields.Integer(required=True)
    report = fields.String(required=True)
    title = fields.String(required=True)
    format = fields.String(required=True, metadata=one_of(FORMATS))
    filters = fields.Dict(required=True)
    group_by = fields.String(required=True, allow_none=True)
    status = fields.String(
        required=True,
        metadata={"enum": ["queued", "running", "done", "failed", "cancelled"]},
    )
    progress = fields.Float(required=True, metadata={"minimum": 0, "maximum": 1})
    rows = fields.Integer(required=True)
    total_rows = fields.Integer(required=True, allow_none=True)
    file_name = fields.String(required=True, allow_none=True)
    bytes = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "While it is made: what it takes so far."},
    )
    error = fields.String(required=True, allow_none=True)
    created_at = fields.DateTime(required=True)
    finished_at = fields.DateTime(required=True, allow_none=True)
    expires_at = fields.DateTime(required=True, allow_none=True)
    owner = fields.Nested(OwnerAnswer, required=True)


ExportsQuery = page_query(
    "ExportsQuery",
    owner=fields.String(
        validate=validate.OneOf(["all"]),
        metadata={"description": "all: those of everybody, with the permission reports.exports."},
    ),
)
ExportsAnswer = page_answer(ExportAnswer, "ExportPage")
