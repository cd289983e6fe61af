"""Reports: their definitions, their rows, and the files that workers make of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Response
from marshmallow import INCLUDE

from api.http.auth import about, signed_in
from api.http.blueprint import Blueprint, takes_named
from api.reports import access, answers, schemas
from api.services import services
from core.db import Row
from core.reports.csv_lines import CsvLines, header
from core.reports.definitions import Report
from core.reports.refusals import Refused
from core.reports.select import ROW_COUNT, AskedReport
from core.reports.snapshot import RawRow, Snapshot
from core.reports.values import today

blueprint = Blueprint("reports", __name__, "Reports, and their files.")
BATCH = 1000
CSV = "text/csv; charset=utf-8"


@blueprint.route("/reports")
@signed_in
@blueprint.response(200, schemas.ReportsAnswer)
def reports() -> Row:
    """List the reports that one may see."""
    return {"items": [answers.summary(entry) for entry in access.visible()]}


@blueprint.route("/reports/<string:report_id>")
@signed_in
@about(access.report)
@blueprint.response(200, schemas.ReportAnswer)
def report(report_id: str) -> Row:
    """Show a definition: filters with their choices, groupings, columns, chart."""
    found = access.report(report_id)
    try:
        choices = {
            each.name: access.options(found, each)
            for each in found.filters
            if each.type == "choice"
        }
    except access.ENGINE_ERRORS as error:
        raise access.as_problem(error) from error
    day = today(services().settings.text("time_zone"))
    return answers.definition(found, day, choices)


@blueprint.route("/reports/<string:report_id>/rows")
@signed_in
@about(access.report)
@blueprint.arguments(schemas.RowsQuery, location="query", unknown=INCLUDE)
@takes_named("filters", "Any filter of the report, by its name; others are refused.")
@blueprint.response(200, schemas.RowsAnswer)
def rows(query: dict[str, Any], report_id: str) -> Row:
    """Read a page of a report, with the totals over all of its rows."""
    found = access.report(report_id)
    page, page_size = query.pop("page"), query.pop("page_size")
    try:
        asked, sort = _wanted(found, query)
        selected = asked.rows(sort, (page_size, (page - 1) * page_size))
        with access.snapshot() as moment:
            totals = moment.rows(asked.summary())[0]
            items = moment.rows(selected)
    except access.ENGINE_ERRORS as error:
        raise access.as_problem(error) from error
    return {
        "columns": answers.columns(asked.columns),
        "items": [answers.record(asked.columns, item) for item in items],
        "totals": answers.record(asked.totals, totals),
        "page": page,
        "page_size": page_size,
        "total": totals[ROW_COUNT],
        "currency": services().settings.text("currency"),
    }


@blueprint.route("/reports/<string:report_id>/rows.csv")
@signed_in
@about(access.report)
@blueprint.arguments(schemas.LinesQuery, location="query", unknown=INCLUDE)
@takes_named("filters", "Any filter of the report, by its name; others are refused.")
@blueprint.response(200, content_type="text/csv")
def lines(query: dict[str, Any], report_id: str) -> Response:
    """Read all rows of a small report at once, as CSV; large ones are made as a file."""
    found = access.report(report_id)
    moment: Snapshot | None = None
    try:
        asked, sort = _wanted(found, query)
        selected = asked.rows(sort, local_times=True)
        moment = access.snapshot()
        moment.__enter__()
        _require_small(moment.rows(asked.count())[0][ROW_COUNT])
        batches = moment.stream(selected, BATCH)
        # What is wrong is found before the answer begins.
        first = next(batches, [])
    except access.ENGINE_ERRORS as error:
        if moment:
            moment.close()
        raise access.as_problem(error) from error
    response = Response(_text(asked, moment, first, batches), content_type=CSV)
    response.headers["Content-Disposition"] = f"attachment; filename={found.id}.csv"
    response.call_on_close(moment.close)
    return response


def _wanted(found: Report, query: dict[str, Any]) -> tuple[AskedReport, list[str] | None]:
    sort, group_by = query.pop("sort", None), query.pop("group_by", None)
    return access.asked_report(found, query, group_by), sort.split(",") if sort else None


def _require_small(count: int) -> None:
    limit = services().settings.integer("report_rows_limit")
    if count > limit:
        raise Refused(
            "report_too_large",
            f"These are {count} rows, at most {limit} are sent at once: ask for an export.",
        )


def _text(
    asked: AskedReport, moment: Snapshot, first: list[RawRow], batches: Iterator[list[RawRow]]
) -> Iterator[bytes]:
    encoder = CsvLines(asked.columns, moment.types)
    yield header(asked.columns)
    if first:
        yield encoder.lines(first)
    for batch in batches:
        yield encoder.lines(batch)


# The routes of the files join the same blueprint.
from api.reports import export_routes  # noqa: E402, F401
