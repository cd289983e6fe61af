"""Settings that staff edit."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from api.http.auth import about, session, staff, staff_row
from api.http.blueprint import Blueprint
from api.http.fields import Text
from api.http.versions import MayMatch
from api.services import db
from core.db import Row, reads

blueprint = Blueprint("settings", __name__, "Settings that staff edit.")

COLUMNS = {
    "setting_code": "code",
    "subsystem_code": "subsystem",
    "value_type": "type",
    "value": "value",
    "min_value": "min",
    "max_value": "max",
    "description": "description",
    "version": "version",
}
SETTINGS = reads.View("setting_list", tuple(COLUMNS), key="setting_code")


class SettingAnswer(Schema):
    """A setting with its bounds."""

    code = fields.String(required=True)
    subsystem = fields.String(required=True)
    type = fields.String(required=True)
    value = fields.String(required=True)
    min = fields.Integer(required=True, allow_none=True)
    max = fields.Integer(required=True, allow_none=True)
    description = fields.String(required=True)
    version = fields.Integer(required=True)


class SettingsAnswer(Schema):
    """All settings."""

    items = fields.List(fields.Nested(SettingAnswer), required=True)


class SettingChange(Schema):
    """The new value, as text."""

    value = Text(least=0, most=255, required=True)


@blueprint.route("/settings")
@staff("settings.read")
@blueprint.response(200, SettingsAnswer)
def settings() -> Row:
    """List the settings."""
    found = reads.staff(db, SETTINGS, session(), "settings.read")
    rows = found.rows("subsystem_code, setting_code")
    return {"items": [_renamed(row) for row in rows]}


@blueprint.route("/settings/<string(maxlength=64):setting_code>", methods=["PATCH"])
@staff("settings.update")
@about(staff_row(SETTINGS, "settings.update"))
@blueprint.arguments(MayMatch, location="headers")
@blueprint.arguments(SettingChange)
@blueprint.response(200, SettingAnswer)
def change(known: dict[str, Any], wanted: dict[str, Any], setting_code: str) -> Row:
    """Change a setting."""
    given = (setting_code, wanted["value"], known["version"])
    return _renamed(db.call("setting_update", session(), *given)[0])


def _renamed(row: Row) -> Row:
    return {name: row[column] for column, name in COLUMNS.items()}
