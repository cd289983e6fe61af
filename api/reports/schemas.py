"""What report calls take and answer."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from api.http.fields import Digits, Text, one_of
from api.http.pages import MOST_PAGE
from core.reports.page import PARTS

FORMATS = ("csv", "xlsx")
FILTER_TYPES = (
    "date",
    "datetime",
    "integer",
    "decimal",
    "text",
    "choice",
    "choices",
    "boolean",
    "product",
    "category",
    "user",
)
COLUMN_TYPES = ("text", "integer", "decimal", "money", "percent", "date", "datetime", "duration")
CHARTS = ("line", "bar", "stacked", "pie", "sparkline")
LONGEST_SORT = 500
LONGEST_SEARCH = 100
GROUP_BY = r"^[a-z][a-z0-9_]{0,62}(,[a-z][a-z0-9_]{0,62})*$"


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


class ReportLink(Schema):
    """Where a row leads: a report, its filters by columns of the row, filters that stay."""

    report = fields.String(required=True)
    filters = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    keep = fields.List(fields.String(), required=True)
    group_by = fields.String(required=True, allow_none=True)


class ReportColumn(Schema):
    """A column of a report."""

    name = fields.String(required=True)
    label = fields.String(required=True)
    type = fields.String(required=True, metadata=one_of(COLUMN_TYPES))
    total = fields.String(required=True, allow_none=True)
    total_label = fields.String(required=True, allow_none=True)
    hidden = fields.Boolean(required=True)
    link = fields.Nested(ReportLink, required=True, allow_none=True)


class ReportOption(Schema):
    """Something that may be chosen."""

    value = fields.String(required=True)
    label = fields.String(required=True)


class ReportOptions(Schema):
    """What may be chosen, at most 50 of it."""

    items = fields.List(fields.Nested(ReportOption), required=True)


class ReportFilter(Schema):
    """A filter: `default` as it is written, `value` as it is today."""

    name = fields.String(required=True)
    label = fields.String(required=True)
    type = fields.String(required=True, metadata=one_of(FILTER_TYPES))
    required = fields.Boolean(required=True)
    default = fields.Raw(required=True, allow_none=True)
    value = fields.Raw(required=True, allow_none=True)
    options = fields.List(fields.Nested(ReportOption), required=True)
    has_lookup = fields.Boolean(required=True)
    depends_on = fields.List(fields.String(), required=True)


class ReportGrouping(Schema):
    """A way to group rows."""

    name = fields.String(required=True)
    label = fields.String(required=True)
    columns = fields.List(fields.String(), required=True)
    link = fields.Nested(ReportLink, required=True, allow_none=True)


class ReportPeriod(Schema):
    """The filters that bound the rows in time."""

    first = fields.String(required=True, data_key="from")
    last = fields.String(required=True, data_key="to")


class ReportChart(Schema):
    """The picture of a report: columns over the groups of a grouping."""

    kind = fields.String(required=True, metadata=one_of(CHARTS))
    x = fields.String(required=True)
    y = fields.List(fields.String(), required=True)
    series = fields.String()


class ReportAnswer(ReportRow):
    """All that a page needs to draw a report."""

    period = fields.Nested(ReportPeriod, required=True, allow_none=True)
    filters = fields.List(fields.Nested(ReportFilter), required=True)
    group_by = fields.List(fields.Nested(ReportGrouping), required=True)
    columns = fields.List(fields.Nested(ReportColumn), required=True)
    sort = fields.List(fields.String(), required=True)
    chart = fields.Nested(ReportChart, required=True, allow_none=True)
    formats = fields.List(fields.String(metadata=one_of(FORMATS)), required=True)
    currency = fields.String(required=True)
    time_zone = fields.String(
        required=True, metadata={"description": "By whose clocks people read the times."}
    )


class OptionsQuery(Schema):
    """What is sought; every other name is a filter that the options depend on."""

    takes_several = True

    q = Text(most=LONGEST_SEARCH, least=0, load_default="")


class LinesQuery(Schema):
    """What is wanted of a report; every other name is one of its filters."""

    takes_several = True

    group_by = Text(most=130, pattern=GROUP_BY)
    sort = Text(most=LONGEST_SORT)


class Parts(Text):
    """Names of parts by comma."""

    def __init__(self, **kwargs: Any) -> None:
        either = "|".join(PARTS)
        super().__init__(most=64, pattern=f"^({either})(,({either}))*$", **kwargs)


class RowsQuery(LinesQuery):
    """Rows come page by page."""

    page = Digits(least=1, most=MOST_PAGE, load_default=1)
    page_size = Digits(least=1, most=100, load_default=24)
    parts = Parts(load_default=None)
    compare = fields.String(validate=validate.OneOf(["previous"]))


class ReportPrevious(Schema):
    """The time before: its totals, and the predecessor of each group, if there is one."""

    first = fields.String(required=True, data_key="from")
    last = fields.String(required=True, data_key="to")
    totals = fields.Dict()
    items = fields.List(fields.Dict(allow_none=True), required=True)


class RowsAnswer(Schema):
    """A page of a report; parts that were not asked for are not there."""

    columns = fields.List(fields.Nested(ReportColumn), required=True)
    items = fields.List(fields.Dict())
    totals = fields.Dict()
    subtotals = fields.List(fields.Dict())
    total = fields.Integer()
    page = fields.Integer(required=True)
    page_size = fields.Integer(required=True)
    currency = fields.String(required=True)
    filters = fields.Dict(required=True)
    previous = fields.Nested(ReportPrevious, allow_none=True)
