"""Reports that come by mail, again and again: asked for, changed, removed."""

from __future__ import annotations

import json
from typing import Any

from api.http.auth import about, session, signed_in
from api.reports import access, schedule_schemas
from api.reports.routes import blueprint
from api.services import db
from core.db import Row, reads

SCHEDULES = reads.View(
    "my_report_schedules",
    (
        "id",
        "report_code",
        "title",
        "file_format",
        "parameters",
        "frequency_code",
        "run_weekday",
        "run_month_day",
        "run_hour",
        "is_active",
        "next_at",
        "last_at",
        "last_export_id",
        "last_error",
    ),
)


def _mine(schedule_id: int) -> Row:
    return reads.owned(db, SCHEDULES, session()).one(schedule_id)


@blueprint.route("/report-schedules")
@signed_in
@blueprint.response(200, schedule_schemas.SchedulesAnswer)
def schedules() -> Row:
    """List own schedules."""
    rows = reads.owned(db, SCHEDULES, session()).rows("id")
    return {"items": [_document(row) for row in rows]}


@blueprint.route("/report-schedules", methods=["POST"])
@signed_in
@blueprint.arguments(schedule_schemas.NewSchedule)
@blueprint.response(201, schedule_schemas.ScheduleAnswer, location="/report-schedules/{id}")
def add_schedule(wanted: dict[str, Any]) -> Row:
    """Let a report come by mail: its file, or where to find it."""
    report = wanted.pop("report")
    parameters = {name: wanted.pop(name) for name in ("filters", "group_by")}
    access.checked(report, **parameters)
    fields = {**wanted, "parameters": parameters}
    return _document(db.call("report_schedule_create", session(), report, fields)[0])


@blueprint.route("/report-schedules/<id:schedule_id>")
@signed_in
@about(_mine)
@blueprint.response(200, schedule_schemas.ScheduleAnswer)
def schedule(schedule_id: int) -> Row:
    """Show a schedule, and what became of its last run."""
    return _document(_mine(schedule_id))


@blueprint.route("/report-schedules/<id:schedule_id>", methods=["PATCH"])
@signed_in
@about(_mine)
@blueprint.arguments(schedule_schemas.ScheduleChange)
@blueprint.response(200, schedule_schemas.ScheduleAnswer)
def change_schedule(wanted: dict[str, Any], schedule_id: int) -> Row:
    """Change when a report comes, or what of it."""
    asked = {name: wanted.pop(name) for name in ("filters", "group_by") if name in wanted}
    if asked:
        row = _mine(schedule_id)
        wanted["parameters"] = {**json.loads(row["parameters"]), **asked}
        access.checked(row["report_code"], **wanted["parameters"])
    return _document(db.call("report_schedule_update", session(), schedule_id, wanted)[0])


@blueprint.route("/report-schedules/<id:schedule_id>", methods=["DELETE"])
@signed_in
@about(_mine)
@blueprint.response(204)
def remove_schedule(schedule_id: int) -> None:
    """Let a report come no more; the files that were made stay."""
    db.call("report_schedule_remove", session(), schedule_id)


def _document(row: Row) -> Row:
    wanted = json.loads(row["parameters"])
    return {
        "id": row["id"],
        "report": row["report_code"],
        "title": row["title"],
        "filters": wanted["filters"],
        "group_by": wanted["group_by"],
        "format": row["file_format"],
        "every": row["frequency_code"],
        "weekday": row["run_weekday"],
        "month_day": row["run_month_day"],
        "hour": row["run_hour"],
        "is_active": bool(row["is_active"]),
        "next_at": row["next_at"],
        "last_at": row["last_at"],
        "last_export_id": row["last_export_id"],
        "last_error": row["last_error"],
    }
