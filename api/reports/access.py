"""The reports of this application: who may see them, what may be chosen in them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import request

from api.http.auth import session
from api.http.problems import problem
from api.services import db, per_application, services
from api.watch import until_gone
from core.db import Problem, reads
from core.reports.csv_lines import Dialect
from core.reports.definitions import LANGUAGES, Broken, Filter, Report, ReportError
from core.reports.kept import Kept
from core.reports.library import Entry, Library
from core.reports.moments import Moments
from core.reports.options import unknown_choices
from core.reports.page import Reader
from core.reports.prepare import Asker, ordered, prepare
from core.reports.refusals import Refused
from core.reports.select import AskedReport
from core.reports.snapshot import Snapshot

LOG = logging.getLogger("storekeeper.reports")
CSV_PREFERENCES = reads.View(
    "my_preferences", ("id", "csv_separator", "csv_decimal", "is_csv_with_bom")
)
BROKEN = "The report is broken; whoever maintains it finds out why by ./store reports check."


@per_application
def library() -> Library:
    """The definitions, read again when they have changed."""
    config = services().config
    return Library(config.reports_file, config.reports_sql_dir, _register)


def _register(entries: list[Entry]) -> None:
    """Make the reports and their permissions known to the database."""
    for entry in entries:
        for permission in entry.permissions:
            _register_one(entry, permission)


def _register_one(entry: Entry, permission: str) -> None:
    """The report with its own permission, or the permission of a column alone."""
    try:
        db.call(
            "report_register",
            services().config.api_session,
            entry.id if permission == entry.permission else None,
            permission,
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


def language() -> str:
    """The language in which the caller reads."""
    return request.accept_languages.best_match(LANGUAGES, LANGUAGES[0])


def dialect() -> Dialect:
    """How the caller wants CSV to be written."""
    return Dialect.of(reads.owned(db, CSV_PREFERENCES, session()).rows()[0])


def asker() -> Asker:
    """Who asks, as far as reports need it."""
    user_id, held = reads.asker(db, session())
    zone = services().settings.text("time_zone")
    return Asker(user_id, frozenset(held), zone, language())


def visible() -> list[Entry]:
    """The reports that the caller may see, in the caller's language."""
    found = entries().values()
    who = asker()
    return [
        entry if isinstance(entry, Broken) else who.sees(entry)
        for entry in found
        if entry.permission in who.permissions
    ]


def report(report_id: str) -> tuple[Report, Asker]:
    """A report that the caller may see and that can be used, and who that is."""
    entry = entries().get(report_id)
    who = asker()
    if entry is None:
        raise problem("not_found", f"There is no report {report_id!r}.")
    if entry.permission not in who.permissions:
        raise reads.missing(db, entry.permission)
    if isinstance(entry, Broken):
        raise as_problem(entry.error)
    return entry, who


def report_filter(report_id: str, filter_name: str) -> tuple[Report, Filter, Asker]:
    """A filter of a report that the caller may see."""
    found, who = report(report_id)
    each = who.sees(found).filter(filter_name)
    if each is None:
        raise problem("not_found", f"There is no filter {filter_name!r} in this report.")
    return found, each, who


def asked_report(
    found: Report,
    who: Asker,
    filters: Mapping[str, Any],
    group_by: str | None,
    reader: Reader | None = None,
) -> AskedReport:
    """A report as the caller asks for it; choices are looked up by a reader, or by one's own."""

    def unknown(chosen: Mapping[str, list[str]], values: Mapping[str, Any]) -> set[str]:
        if reader is not None:
            return unknown_choices(found, who, chosen, values, reader)
        with moment(found) as opened:
            return unknown_choices(found, who, chosen, values, opened)

    return prepare(found, who, filters, group_by, unknown)


def checked(
    report_id: str, filters: Mapping[str, Any], group_by: str | None, sort: str | None = None
) -> AskedReport:
    """What shall be read later, as the caller asks for it now; what there is not is refused."""
    found, who = report(report_id)
    asked = asked_report(found, who, filters, group_by)
    asked.rows(ordered(sort))
    return asked


@per_application
def moments() -> Moments:
    """Connections for pages of reports; some threads are left to those who want none."""
    config = services().config
    return Moments(config.reports_url, max(1, config.threads - 2), config.connection_wait)


@contextmanager
def moment(found: Report) -> Iterator[Snapshot]:
    """A moment of the data, for as long as a request may take and its client waits."""
    with (
        moments().moment(_seconds(found)) as opened,
        until_gone(request.environ, opened.interrupt),
    ):
        yield opened


def reader(found: Report, opened: Snapshot) -> Reader:
    """Reads rows, or finds them kept where the definition allows that."""
    if not found.cache_seconds:
        return opened
    return Kept(opened, services().redis, found.cache_seconds)


def snapshot(found: Report) -> Snapshot:
    """The same on a connection of its own, for answers that take long to send."""
    return Snapshot(services().config.reports_url, _seconds(found))


def _seconds(found: Report) -> int:
    seconds = services().settings.integer("report_seconds")
    return min(seconds, found.seconds or seconds)


def as_problem(error: Exception) -> Problem:
    """A refusal of the report engine as a problem."""
    if isinstance(error, Refused):
        return problem(error.code, error.detail, error.errors)
    # Where it is broken is for the log and for ./store reports check: it tells of files and tables.
    LOG.error("A report is broken: %s", error)
    return problem("report_broken", BROKEN)
