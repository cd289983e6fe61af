"""What calls about report schedules take and answer."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.http.fields import CODE, Text, Whole, one_of
from api.reports.schemas import FORMATS, GROUP_BY

FREQUENCIES = ("daily", "weekly", "monthly")
LAST_WEEKDAY, LAST_MONTH_DAY, LAST_HOUR = 7, 28, 23


class ScheduleChange(Schema):
    """When a report comes, or what of it; relative dates such as last_month stay relative."""

    title = Text(most=120)
    format = fields.String(validate=validate.OneOf(FORMATS))
    filters = fields.Dict(keys=fields.String())
    group_by = Text(most=130, pattern=GROUP_BY, allow_none=True)
    every = fields.String(validate=validate.OneOf(FREQUENCIES))
    weekday = Whole(
        least=1,
        most=LAST_WEEKDAY,
        allow_none=True,
        metadata={"description": "1 is Monday; only weekly."},
    )
    month_day = Whole(
        least=1, most=LAST_MONTH_DAY, allow_none=True, metadata={"description": "Only monthly."}
    )
    hour = Whole(least=0, most=LAST_HOUR, metadata={"description": "By the clocks of the shop."})
    is_active = fields.Boolean(truthy={True}, falsy={False})


class NewSchedule(ScheduleChange):
    """A report that is to come by mail."""

    report = Text(most=64, pattern=CODE, required=True)
    title = Text(most=120, required=True)
    format = fields.String(required=True, validate=validate.OneOf(FORMATS))
    filters = fields.Dict(keys=fields.String(), load_default=dict)
    group_by = Text(most=130, pattern=GROUP_BY, load_default=None, allow_none=True)
    every = fields.String(required=True, validate=validate.OneOf(FREQUENCIES))
    hour = Whole(least=0, most=LAST_HOUR, required=True)


class ScheduleAnswer(Schema):
    """A report that comes by mail, and what became of its last run."""

    id = fields.Integer(required=True)
    report = fields.String(required=True)
    title = fields.String(required=True)
    filters = fields.Dict(required=True)
    group_by = fields.String(required=True, allow_none=True)
    format = fields.String(required=True, metadata=one_of(FORMATS))
    every = fields.String(required=True, metadata={"enum": list(FREQUENCIES)})
    weekday = fields.Integer(required=True, allow_none=True)
    month_day = fields.Integer(required=True, allow_none=True)
    hour = fields.Integer(required=True)
    is_active = fields.Boolean(required=True)
    next_at = fields.DateTime(required=True, allow_none=True)
    last_at = fields.DateTime(required=True, allow_none=True)
    last_export_id = fields.Integer(required=True, allow_none=True)
    last_error = fields.String(required=True, allow_none=True)


class SchedulesAnswer(Schema):
    """All schedules of the caller."""

    items = fields.List(fields.Nested(ScheduleAnswer), required=True)
