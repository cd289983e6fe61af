"""Reports: their definitions, their rows, and the files that workers make of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Response, request
from marshmallow import INCLUDE

from api.http.auth import about, signed_in
from api.http.blueprint import ONE_OR_SEVERAL, Blueprint, takes_named
from api.http.errors import refused
from api.reports import access, answers, schemas
from api.services import services
from api.watch import until_gone
from core.db import Row
from core.reports import options, values
from core.reports.csv_lines import CsvLines
from core.reports.definitions import ReportError
from core.reports.page import ROWS, SUBTOTALS, TOTAL, TOTALS, Wanted, read_page
from core.reports.parts import ROW_COUNT
from core.reports.prepare import ordered
from core.reports.refusals import Refused
from core.reports.select import AskedReport
from core.reports.snapshot import QueryError, RawRow

blueprint = Blueprint("reports", __name__, "Reports, and their files.")
BATCH = 1000
CSV = "text/csv; charset=utf-8"
SEVERAL = "One of type `choices` may be there several times: `status=paid&status=shipped`."
FILTERS = f"Any filter of the report, by its name; others are refused. {SEVERAL}"
DEPENDED_ON = f"Filters that the options depend on, by their names. {SEVERAL}"


def _on_engine(error: Exception) -> Response:
    """What the report engine refuses, and what is broken in a report, as problems."""
    return refused(access.as_problem(error))


for each in (Refused, ReportError, QueryError):
    blueprint.register_error_handler(each, _on_engine)


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
    found, who = access.report(report_id)
    shown = who.sees(found)
    with access.moment(found) as moment:
        choices = {each.name: options.listed(shown, each, who, moment) for each in shown.filters}
    day = values.defaults(shown, who.time_zone)
    currency = services().settings.text("currency")
    return answers.definition(shown, day, choices, currency, who.time_zone)


@blueprint.route("/reports/<string:report_id>/filters/<string:filter_name>/options")
@signed_in
@about(access.report_filter)
@blueprint.arguments(schemas.OptionsQuery, location="query", unknown=INCLUDE)
@takes_named("filters", DEPENDED_ON, ONE_OR_SEVERAL)
@blueprint.response(200, schemas.ReportOptions)
def filter_options(query: dict[str, Any], report_id: str, filter_name: str) -> Row:
    """Find what may be chosen in a filter, where other filters have these values."""
    found, each, who = access.report_filter(report_id, filter_name)
    shown = who.sees(found)
    text = query.pop("q")
    chosen = values.read(shown, query, who.time_zone, values.accept_all)
    with access.moment(found) as moment:
        return {"items": options.found(shown, each, who, chosen, text, moment)}


@blueprint.route("/reports/<string:report_id>/rows")
@signed_in
@about(access.report)
@blueprint.arguments(schemas.RowsQuery, location="query", unknown=INCLUDE)
@takes_named("filters", FILTERS, ONE_OR_SEVERAL)
@blueprint.response(200, schemas.RowsAnswer)
def rows(query: dict[str, Any], report_id: str) -> Row:
    """Read a page of a report, with the totals over all of its rows."""
    found, who = access.report(report_id)
    wanted = _wanted(query)
    with access.moment(found) as moment:
        asked = access.asked_report(found, who, query, query.pop("group_by", None), moment)
        page = read_page(asked, wanted, access.reader(found, moment))
    return answers.page(asked, wanted, page, services().settings.text("currency"))


def _wanted(query: dict[str, Any]) -> Wanted:
    """Which part is wanted; what is left of the query are filters and the grouping."""
    has_levels = "," in query.get("group_by", "")
    usual = {ROWS, TOTALS, TOTAL, *([SUBTOTALS] if has_levels else [])}
    parts = query.pop("parts")
    return Wanted(
        frozenset(parts.split(",") if parts else usual),
        ordered(query.pop("sort", None)),
        query.pop("page"),
        query.pop("page_size"),
        query.pop("compare", None) is not None,
    )


@blueprint.route("/reports/<string:report_id>/rows.csv")
@signed_in
@about(access.report)
@blueprint.arguments(schemas.LinesQuery, location="query", unknown=INCLUDE)
@takes_named("filters", FILTERS, ONE_OR_SEVERAL)
@blueprint.response(200, content_type="text/csv")
def lines(query: dict[str, Any], report_id: str) -> Response:
    """Read all rows of a small report at once, as CSV; large ones are made as a file."""
    found, who = access.report(report_id)
    sort = ordered(query.pop("sort", None))
    moment = access.snapshot(found).__enter__()
    try:
        asked = access.asked_report(found, who, query, query.pop("group_by", None), moment)
        selected = asked.rows(sort, local_times=True)
        dialect = access.dialect()
        with until_gone(request.environ, moment.interrupt):
            _require_small(asked, moment.rows(asked.count())[0][ROW_COUNT])
            batches = moment.stream(selected, BATCH)
            # What is wrong is found before the answer begins.
            first = next(batches, [])
    except BaseException:
        moment.close()
        raise
    encoder = CsvLines(asked.columns, moment.types, dialect)
    response = Response(_text(encoder, first, batches), content_type=CSV)
    response.headers["Content-Disposition"] = f"attachment; filename={found.id}.csv"
    response.call_on_close(moment.close)
    return response


def _require_small(asked: AskedReport, count: int) -> None:
    limit = services().settings.integer("report_rows_limit")
    limit = min(limit, asked.report.row_limit or limit)
    if count > limit:
        raise Refused(
            "report_too_large",
            f"These are {count} rows, at most {limit} are sent at once: ask for an export.",
        )


def _text(
    encoder: CsvLines, first: list[RawRow], batches: Iterator[list[RawRow]]
) -> Iterator[bytes]:
    yield encoder.header()
    if first:
        yield encoder.lines(first)
    for batch in batches:
        yield encoder.lines(batch)


# The routes of files, schedules and saved views join the same blueprint.
from api.reports import export_routes, schedule_routes, view_routes  # noqa: E402, F401
