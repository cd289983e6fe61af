"""The reports of this application: who may see them, what may be chosen in them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, cast

from flask import current_app

from api.http.auth import session
from api.http.problems import problem
from api.services import db, services
from core.db import Problem, reads
from core.reports.definitions import Broken, Filter, Report, ReportError
from core.reports.library import Entry, Library
from core.reports.prepare import prepare
from core.reports.refusals import Refused
from core.reports.select import AskedReport, Statement
from core.reports.snapshot import QueryError, Snapshot

LOG = logging.getLogger("storekeeper.reports")
KEY = "storekeeper.reports"
BROKEN = "The report is broken; whoever maintains it finds out why by ./store reports check."


def library() -> Library:
    """The definitions, read again when they have changed."""
    config = services().config
    found = current_app.extensions.get(KEY)
    if found is None:
        made = Library(config.reports_file, config.reports_sql_dir, _register)
        found = current_app.extensions.setdefault(KEY, made)
    return cast(Library, found)


def _register(entries: list[Entry]) -> None:
    """Make the reports and their permissions known to the database."""
    for entry in entries:
        try:
            db.call(
                "report_register",
                services().config.api_session,
                entry.id,
                entry.permission,
                entry.title,
                idempotent=True,
            )
        except Problem as refused:
            if refused.status == 503:
                raise
            LOG.error("Report %s cannot be registered: %s", entry.id, refused)


def entries() -> Mapping[str, Entry]:
    """All reports by id, also those that the caller may not see."""
    try:
        return library().entries()
    except ReportError as error:
        raise as_problem(error) from error


def visible() -> list[Entry]:
    """The reports that the caller may see."""
    found = entries().values()
    held = reads.held(db, session())
    return [entry for entry in found if entry.permission in held]


def report(report_id: str) -> Report:
    """A report that the caller may see and that can be used."""
    entry = entries().get(report_id)
    reads.require(db, session(), entry.permission if entry else None)
    if entry is None:
        raise problem("not_found", f"There is no report {report_id!r}.")
    if isinstance(entry, Broken):
        raise as_problem(entry.error)
    return entry


def asked_report(found: Report, filters: Mapping[str, Any], group_by: str | None) -> AskedReport:
    """A report as the caller asks for it."""
    zone = services().settings.text("time_zone")
    return prepare(
        found, filters, group_by, zone, lambda each, value: _is_option(found, each, value)
    )


def snapshot() -> Snapshot:
    """A moment of the data, with the time limit of a request."""
    seconds = services().settings.integer("report_seconds")
    return Snapshot(services().config.report_database_url, seconds)


def options(found: Report, each: Filter) -> list[dict[str, str]]:
    """What may be chosen in a filter."""
    if not each.options_sql:
        return [dict(option) for option in each.options]
    query = found.options[each.options_sql]
    zone = services().settings.text("time_zone")
    with snapshot() as moment:
        rows = moment.rows(Statement(query.text, query.arguments({"time_zone": zone})))
    return [{"value": str(row["value"]), "label": str(row["label"])} for row in rows]


def _is_option(found: Report, each: Filter, value: str) -> bool:
    return any(option["value"] == value for option in options(found, each))


def as_problem(error: Exception) -> Problem:
    """A refusal of the report engine as a problem."""
    if isinstance(error, Refused):
        return problem(error.code, error.detail, error.errors)
    # Where it is broken is for the log and for ./store reports check: it tells of files and tables.
    LOG.error("A report is broken: %s", error)
    return problem("report_broken", BROKEN)


ENGINE_ERRORS = (Refused, ReportError, QueryError)
