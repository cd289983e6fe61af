"""Reports: their definitions, their rows, and the files that workers make of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Response
from marshmallow import INCLUDE

from api.db import Row
from api.http.auth import signed_in
from api.http.blueprint import Blueprint
from api.reports import answers, schemas, shelf
from api.reports.csv_lines import CsvLines, header
from api.reports.definitions import Report
from api.reports.refusals import Refused
from api.reports.select import ROW_COUNT, View
from api.reports.snapshot import RawRow, Snapshot
from api.reports.values import today
from api.services import services

blueprint = Blueprint("reports", __name__, "Reports, and their files.")
BATCH = 1000
CSV = "text/csv; charset=utf-8"


@blueprint.route("/reports")
@signed_in
@blueprint.response(200, schemas.ReportsAnswer)
def reports() -> Row:
    """List the reports that one may see."""
    return {"items": [answers.summary(entry) for entry in shelf.visible()]}


@blueprint.route("/reports/<string:report_id>")
@signed_in
@blueprint.response(200, schemas.ReportAnswer)
def report(report_id: str) -> Row:
    """Show a definition: filters with their choices, groupings, columns, chart."""
    found = shelf.report(report_id)
    try:
        choices = {
            each.name: shelf.options(found, each) for each in found.filters if each.type == "choice"
        }
    except shelf.ENGINE_ERRORS as error:
        raise shelf.told(error) from error
    day = today(services().settings.text("time_zone"))
    return answers.definition(found, day, choices)


@blueprint.route("/reports/<string:report_id>/rows")
@signed_in
@blueprint.arguments(schemas.RowsQuery, location="query", unknown=INCLUDE)
@blueprint.response(200, schemas.RowsAnswer)
def rows(query: dict[str, Any], report_id: str) -> Row:
    """Read a page of a report, with the totals over all of its rows."""
    found = shelf.report(report_id)
    page, page_size = query.pop("page"), query.pop("page_size")
    try:
        view, sort = _wanted(found, query)
        selected = view.rows(sort, (page_size, (page - 1) * page_size))
        with shelf.snapshot() as moment:
            totals = moment.rows(view.summary())[0]
            items = moment.rows(selected)
    except shelf.ENGINE_ERRORS as error:
        raise shelf.told(error) from error
    return {
        "columns": answers.columns(view.columns),
        "items": [answers.record(view.columns, item) for item in items],
        "totals": answers.record(view.totals, totals),
        "page": page,
        "page_size": page_size,
        "total": totals[ROW_COUNT],
        "currency": services().settings.text("currency"),
    }


@blueprint.route("/reports/<string:report_id>/rows.csv")
@signed_in
@blueprint.arguments(schemas.LinesQuery, location="query", unknown=INCLUDE)
@blueprint.response(200, content_type="text/csv")
def lines(query: dict[str, Any], report_id: str) -> Response:
    """Read all rows of a small report at once, as CSV; large ones are made as a file."""
    found = shelf.report(report_id)
    moment: Snapshot | None = None
    try:
        view, sort = _wanted(found, query)
        selected = view.rows(sort, local_times=True)
        moment = shelf.snapshot()
        moment.__enter__()
        _require_small(moment.rows(view.count())[0][ROW_COUNT])
        batches = moment.stream(selected, BATCH)
        # What is wrong is found before the answer begins.
        first = next(batches, [])
    except shelf.ENGINE_ERRORS as error:
        if moment:
            moment.close()
        raise shelf.told(error) from error
    response = Response(_text(view, moment, first, batches), content_type=CSV)
    response.headers["Content-Disposition"] = f"attachment; filename={found.id}.csv"
    response.call_on_close(moment.close)
    return response


def _wanted(found: Report, query: dict[str, Any]) -> tuple[View, list[str] | None]:
    sort, group_by = query.pop("sort", None), query.pop("group_by", None)
    return shelf.view(found, query, group_by), sort.split(",") if sort else None


def _require_small(count: int) -> None:
    limit = services().settings.integer("report_rows_limit")
    if count > limit:
        raise Refused(
            "report_too_large",
            f"These are {count} rows, at most {limit} are sent at once: ask for an export.",
        )


def _text(
    view: View, moment: Snapshot, first: list[RawRow], batches: Iterator[list[RawRow]]
) -> Iterator[bytes]:
    encoder = CsvLines(view.columns, moment.types)
    yield header(view.columns)
    if first:
        yield encoder.lines(first)
    for batch in batches:
        yield encoder.lines(batch)


# The routes of the files join the same blueprint.
from api.reports import export_routes  # noqa: E402, F401
