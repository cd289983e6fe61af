"""The files that workers make of reports: asked for, watched, cancelled, fetched."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, send_file

from api.http.auth import about, session, signed_in
from api.http.lists import listed
from api.http.problems import problem
from api.reports import access, schemas
from api.reports.routes import blueprint
from api.services import db, services
from core.db import Row, reads

MINE = reads.View(
    name="my_exports",
    key="export_id",
    order="export_id DESC",
    columns=(
        "export_id",
        "report_code",
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
    ),
)
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@blueprint.route("/reports/<string:report_id>/exports", methods=["POST"])
@signed_in
@about(access.report)
@blueprint.arguments(schemas.NewExport)
@blueprint.response(202, schemas.ExportAnswer)
def export_report(wanted: dict[str, Any], report_id: str) -> Row:
    """Ask for a report as a file; dates such as "today" are those of now."""
    found, who = access.report(report_id)
    try:
        asked = access.asked_report(found, who, wanted["filters"], wanted["group_by"])
    except access.ENGINE_ERRORS as error:
        raise access.as_problem(error) from error
    filters = {each.name: asked.values[each.name] for each in found.filters}
    parameters = {"filters": filters, "group_by": wanted["group_by"]}
    rows = db.call("export_request", session(), found.id, wanted["format"], parameters)
    services().waker.wake("exports")
    return _document(rows[0])


@blueprint.route("/exports")
@signed_in
@blueprint.arguments(schemas.ExportsQuery, location="query")
@blueprint.response(200, schemas.ExportsAnswer)
def exports(query: dict[str, Any]) -> Row:
    """List own files, newest first."""
    page = listed(reads.owned(db, MINE, session()), query)
    return {**page, "items": [_document(row) for row in page["items"]]}


@blueprint.route("/exports/<id:export_id>")
@signed_in
@about(lambda export_id: _mine(export_id))
@blueprint.response(200, schemas.ExportAnswer)
def export(export_id: int) -> Row:
    """Show how far a file is."""
    return _document(_mine(export_id))


@blueprint.route("/exports/<id:export_id>/cancel", methods=["POST"])
@signed_in
@about(lambda export_id: _mine(export_id))
@blueprint.response(200, schemas.ExportAnswer)
def cancel(export_id: int) -> Row:
    """Stop making a file."""
    return _document(db.call("export_cancel", session(), export_id)[0])


@blueprint.route("/exports/<id:export_id>/file")
@signed_in
@about(lambda export_id: _mine(export_id))
@blueprint.response(200, content_type="application/octet-stream")
def file(export_id: int) -> Response:
    """Fetch a file, whole or in ranges."""
    row = _mine(export_id)
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
        download_name=_file_name(row),
        conditional=True,
    )


def _mine(export_id: int) -> Row:
    return reads.owned(db, MINE, session()).one(export_id)


def _document(row: Row) -> Row:
    wanted = json.loads(row["parameters"])
    return {
        "id": row["export_id"],
        "report": row["report_code"],
        "format": row["file_format"],
        "filters": wanted.get("filters", {}),
        "group_by": wanted.get("group_by"),
        # An expired file was done; that it is gone is told where one fetches it.
        "status": "done" if row["state"] == "expired" else row["state"],
        "progress": _progress(row),
        "rows": row["written_rows"],
        "total_rows": row["total_rows"],
        "file_name": _file_name(row) if row["file_name"] else None,
        "bytes": row["file_bytes"],
        "error": row["last_error"],
        "created_at": row["created_at"],
        "finished_at": row["finished_at"],
    }


def _progress(row: Row) -> float:
    if row["state"] in ("done", "expired"):
        return 1.0
    total = row["total_rows"] or 0
    return float(min(row["written_rows"] / total, 1)) if total else 0.0


def _file_name(row: Row) -> str:
    return (
        f"{row['report_code']}-{row['created_at']:%Y-%m-%d}-{row['export_id']}.{row['file_format']}"
    )
