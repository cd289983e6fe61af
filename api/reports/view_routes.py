"""Saved views: a report with filters, groups and order, shared with roles, pinned to dashboards."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import orjson

from api.http.auth import about, session, signed_in
from api.http.lists import listed
from api.reports import access, view_schemas
from api.reports.routes import blueprint
from api.services import db
from core.db import Row, reads

VIEWS = reads.View(
    "my_report_views",
    ("id", "title", "document"),
    filters={"report": "report_code = %s"},
    order="title, id",
)
ROLES = reads.View(
    "my_report_roles", ("code", "title"), key="code", filters={"report": "report_code = %s"}
)


def _seen(report_view_id: int) -> Row:
    """A view that the caller sees."""
    return reads.owned(db, VIEWS, session()).one(report_view_id)


@blueprint.route("/reports/<string:report_id>/roles")
@signed_in
@about(access.report)
@blueprint.response(200, view_schemas.RolesAnswer)
def roles(report_id: str) -> Row:
    """List the roles that may see a report: with these a view of it can be shared."""
    access.report(report_id)
    found = reads.owned(db, ROLES, session()).filtered({"report": report_id})
    return {"items": found.rows("title")}


@blueprint.route("/report-views")
@signed_in
@blueprint.arguments(view_schemas.ViewsQuery, location="query")
@blueprint.response(200, view_schemas.ViewsAnswer)
def views(query: dict[str, Any]) -> Row:
    """List the saved views that one sees: own ones, and those shared with a role of one's own."""
    page = listed(
        reads.owned(db, VIEWS, session()).filtered({"report": query.get("report")}), query
    )
    return {**page, "items": [orjson.Fragment(row["document"]) for row in page["items"]]}


@blueprint.route("/report-views", methods=["POST"])
@signed_in
@blueprint.arguments(view_schemas.NewView)
@blueprint.response(201, view_schemas.ViewAnswer, location="/report-views/{id}")
def save_view(wanted: dict[str, Any]) -> str:
    """Save a report as one looks at it."""
    view = {"filters": {}, "group_by": None, "sort": None, "shared_with": [], **wanted}
    _check(view)
    return db.document(
        "report_view_create",
        session(),
        view["report"],
        view["title"],
        view["filters"],
        view["group_by"],
        view["sort"],
        view["shared_with"],
    )


@blueprint.route("/report-views/<id:report_view_id>")
@signed_in
@about(_seen)
@blueprint.response(200, view_schemas.ViewAnswer)
def view(report_view_id: int) -> str:
    """Show a saved view."""
    return str(_seen(report_view_id)["document"])


@blueprint.route("/report-views/<id:report_view_id>", methods=["PATCH"])
@signed_in
@about(_seen)
@blueprint.arguments(view_schemas.ViewChange)
@blueprint.response(200, view_schemas.ViewAnswer)
def change_view(wanted: dict[str, Any], report_view_id: int) -> str:
    """Change the named fields of a view that one saved oneself."""
    found = json.loads(_seen(report_view_id)["document"])
    if found["is_mine"]:
        _check({**found, **wanted})
    return db.document("report_view_update", session(), report_view_id, wanted)


@blueprint.route("/report-views/<id:report_view_id>", methods=["DELETE"])
@signed_in
@about(_seen)
@blueprint.response(204)
def delete_view(report_view_id: int) -> None:
    """Delete a view that one saved oneself, from all dashboards too."""
    db.call("report_view_delete", session(), report_view_id)


@blueprint.route("/report-views/<id:report_view_id>/pin", methods=["PUT"])
@signed_in
@about(_seen)
@blueprint.response(200, view_schemas.ViewAnswer)
def pin(report_view_id: int) -> str:
    """Pin a view to one's own dashboard."""
    return db.document("report_view_pin", session(), report_view_id, idempotent=True)


@blueprint.route("/report-views/<id:report_view_id>/pin", methods=["DELETE"])
@signed_in
@about(_seen)
@blueprint.response(200, view_schemas.ViewAnswer)
def unpin(report_view_id: int) -> str:
    """Take a view from one's own dashboard."""
    return db.document("report_view_unpin", session(), report_view_id, idempotent=True)


def _check(view: Mapping[str, Any]) -> None:
    access.checked(view["report"], view["filters"], view["group_by"], view["sort"])
