"""What report calls take and answer."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.http.fields import CODE, Digits, Text
from api.http.pages import MOST_PAGE, page_answer, page_query

FORMATS = ("csv", "xlsx")
LONGEST_SORT = 500


class ReportRow(Schema):
    """A report in the list."""

    id = fields.String(required=True)
    title = fields.String(required=True)
    description = fields.String(required=True)
    permission = fields.String(required=True)
    is_broken = fields.Boolean(required=True)


class ReportsAnswer(Schema):
    """The reports that the caller may see."""

    items = fields.List(fields.Nested(ReportRow), required=True)


class ColumnAnswer(Schema):
    """A column of a report."""

    name = fields.String(required=True)
    label = fields.String(required=True)
    type = fields.String(required=True)
    total = fields.String(required=True, allow_none=True)


class ReportAnswer(ReportRow):
    """All that a page needs to draw a report."""

    filters = fields.List(fields.Dict(), required=True)
    group_by = fields.List(fields.Dict(), required=True)
    columns = fields.List(fields.Nested(ColumnAnswer), required=True)
    sort = fields.List(fields.String(), required=True)
    chart = fields.Dict(required=True, allow_none=True)
    formats = fields.List(fields.String(), required=True)


class LinesQuery(Schema):
    """What is wanted of a report; every other name is one of its filters."""

    group_by = Text(most=64, pattern=CODE)
    sort = Text(most=LONGEST_SORT)


class RowsQuery(LinesQuery):
    """Rows come page by page."""

    page = Digits(least=1, most=MOST_PAGE, load_default=1)
    page_size = Digits(least=1, most=100, load_default=24)


class RowsAnswer(Schema):
    """A page of a report, with the totals over all of its rows."""

    columns = fields.List(fields.Nested(ColumnAnswer), required=True)
    items = fields.List(fields.Dict(), required=True)
    totals = fields.Dict(required=True)
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)
    total = fields.Integer(required=True)
    currency = fields.String(required=True)


class NewExport(Schema):
    """Which file is wanted."""

    format = fields.String(required=True, validate=validate.OneOf(FORMATS))
    filters = fields.Dict(keys=fields.String(), load_default=dict)
    group_by = Text(most=64, pattern=CODE, load_default=None, allow_none=True)


class ExportAnswer(Schema):
    """A file that is being made, or was."""

    id = fields.Integer(required=True)
    report = fields.String(required=True)
    format = fields.String(required=True)
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
    bytes = fields.Integer(required=True, allow_none=True)
    error = fields.String(required=True, allow_none=True)
    created_at = fields.String(required=True)
    finished_at = fields.String(required=True, allow_none=True)


ExportsQuery = page_query("ExportsQuery")
ExportsAnswer = page_answer(ExportAnswer, "ExportPage")
