"""The files that workers make of reports: asked for, watched, cancelled, fetched."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, send_file

from api.http.auth import about, session, signed_in
from api.http.lists import listed
from api.http.problems import problem
from api.reports import access, export_schemas
from api.reports.routes import blueprint
from api.services import db, services
from core.db import Row, reads
from core.reports.definitions import Report
from core.reports.file_names import TYPES, file_name

COLUMNS = (
    "export_id",
    "user_id",
    "owner_name",
    "report_code",
    "report_title",
    "permission_code",
    "column_permissions",
    "file_format",
    "parameters",
    "state",
    "total_rows",
    "written_rows",
    "file_name",
    "file_bytes",
    "last_error",
    "created_at",
    "finished_at",
    "expires_at",
)
MINE = reads.View("my_exports", COLUMNS, key="export_id", order="export_id DESC")
EVERYBODYS = reads.View("staff_exports", COLUMNS, key="export_id", order="export_id DESC")
SEES_ALL = "reports.exports"


def _visible(export_id: int) -> Row:
    """An export of one's own, or anybody's for those who see all."""
    return reads.either(db, EVERYBODYS, SEES_ALL, MINE, session()).one(export_id)


@blueprint.route("/reports/<string:report_id>/exports", methods=["POST"])
@signed_in
@about(access.report)
@blueprint.arguments(export_schemas.NewExport)
@blueprint.response(202, export_schemas.ExportAnswer)
def export_report(wanted: dict[str, Any], report_id: str) -> Row:
    """Ask for a report as a file; dates such as "today" are those of now."""
    sort = wanted["sort"]
    # What cannot be sorted by is refused now, not by the worker.
    asked = access.checked(report_id, wanted["filters"], wanted["group_by"], sort)
    filters = {each.name: asked.values[each.name] for each in asked.report.filters}
    parameters = {"filters": filters, "group_by": wanted["group_by"], "sort": sort}
    rows = db.call("export_request", session(), report_id, wanted["format"], parameters)
    services().waker.wake("exports")
    return _document(rows[0])


@blueprint.route("/exports")
@signed_in
@blueprint.arguments(export_schemas.ExportsQuery, location="query")
@blueprint.response(200, export_schemas.ExportsAnswer)
def exports(query: dict[str, Any]) -> Row:
    """List own files, newest first, or with the permission reports.exports those of everybody."""
    if query.get("owner"):
        rows = reads.staff(db, EVERYBODYS, session(), SEES_ALL)
    else:
        rows = reads.owned(db, MINE, session())
    page = listed(rows, query)
    return {**page, "items": [_document(row) for row in page["items"]]}


@blueprint.route("/exports/<id:export_id>")
@signed_in
@about(_visible)
@blueprint.response(200, export_schemas.ExportAnswer)
def export(export_id: int) -> Row:
    """Show how far a file is."""
    return _document(_visible(export_id))


@blueprint.route("/exports/<id:export_id>/cancel", methods=["POST"])
@signed_in
@about(_visible)
@blueprint.response(200, export_schemas.ExportAnswer)
def cancel(export_id: int) -> Row:
    """Stop making a file."""
    return _document(db.call("export_cancel", session(), export_id)[0])


@blueprint.route("/exports/<id:export_id>/file")
@signed_in
@about(_visible)
@blueprint.response(200, content_type="application/octet-stream")
def file(export_id: int) -> Response:
    """Fetch a file, whole or in ranges; who may no longer see all of its columns gets none."""
    row = _visible(export_id)
    held = reads.held(db, session())
    for permission in (row["permission_code"], *json.loads(row["column_permissions"] or "[]")):
        if permission not in held:
            raise reads.missing(db, permission)
    if row["state"] == "expired":
        raise problem("gone", "The file was kept as long as files are kept.")
    if row["state"] != "done":
        raise problem("export_not_ready", f"The export is {row['state']}; there is no file.")
    path = services().config.export_dir.absolute() / row["file_name"]
    if not path.is_file():
        raise problem("gone", "The file is no longer there.")
    return send_file(
        path,
        TYPES[row["file_format"]],
        as_attachment=True,
        download_name=file_name(row),
        conditional=True,
    )


def _document(row: Row) -> Row:
    wanted = json.loads(row["parameters"])
    is_done = row["state"] in ("done", "expired")
    return {
        "id": row["export_id"],
        "report": row["report_code"],
        "title": _title(row),
        "format": row["file_format"],
        "filters": wanted.get("filters", {}),
        "group_by": wanted.get("group_by"),
        # An expired file was done; that it is gone is told where one fetches it.
        "status": "done" if is_done else row["state"],
        "progress": 1.0 if is_done else _progress(row),
        "rows": row["written_rows"],
        "total_rows": row["total_rows"],
        "file_name": file_name(row) if row["file_name"] else None,
        "bytes": row["file_bytes"],
        "error": row["last_error"],
        "created_at": row["created_at"],
        "finished_at": row["finished_at"],
        "expires_at": row["expires_at"],
        "owner": {"id": row["user_id"], "name": row["owner_name"]},
    }


def _title(row: Row) -> str:
    """The report's title in the caller's language, as far as it is still there."""
    entry = access.entries().get(row["report_code"])
    if isinstance(entry, Report):
        return entry.in_language(access.language()).title
    return str(row["report_title"])


def _progress(row: Row) -> float:
    total = row["total_rows"] or 0
    return float(min(row["written_rows"] / total, 1)) if total else 0.0
