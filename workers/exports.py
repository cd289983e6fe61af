"""Report files: one consistent view of the data, row by row into CSV or Excel."""

from __future__ import annotations

import errno
import json
import logging
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from xlsxwriter.exceptions import FileCreateError

from core.db import Problem, Row
from core.reports import options
from core.reports.definitions import Broken, ReportError
from core.reports.parts import ROW_COUNT, Statement
from core.reports.prepare import Asker, ordered, prepare
from core.reports.refusals import Refused
from core.reports.select import AskedReport
from core.reports.snapshot import QueryError, RawRow, Snapshot
from core.wake import Topic, Waker
from workers import queue_worker
from workers.context import STOPPING, Context, context
from workers.export_sheets import Sheet, begin
from workers.files import remove_lease, sync_file, watched
from workers.lease import Lease, LostError
from workers.pace import ALL

log = logging.getLogger(__name__)

TOPIC: Topic = "exports"
BATCH = 1000
LONGEST_ERROR = 500
NICE = 10
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def run() -> None:
    """The job that RQ calls: make files until nothing is due."""
    queue_worker.perform(TOPIC, make_due)


def serve() -> None:
    """Be the export worker until SIGTERM; whoever waits for a page goes first."""
    os.nice(NICE)
    queue_worker.serve(TOPIC, make_due)


def make_due() -> None:
    """Make what is due, one file at a time."""
    here = context()
    while not STOPPING.is_set():
        token = str(uuid.uuid4())
        claimed = here.work("export_claim", token)
        if not claimed:
            return
        if claimed[0]["lost_lease_token"]:
            # Whoever had it died; what is left of that is in the way of nobody but the disk.
            remove_lease(here.config.export_dir, claimed[0]["lost_lease_token"])
        if claimed[0]["state"] == "running":
            _make(here, claimed[0], token)


def _make(here: Context, export: Row, token: str) -> None:
    export_id = export["export_id"]
    # Nobody else writes into the folder of this lease: who lost one can spoil no file.
    name = f"{token}/{export['report_code']}-{export_id}.{export['file_format']}"
    path = here.config.export_dir / name
    is_kept = False
    try:
        with Lease(here, export_id, token) as lease:
            asked = _asked_report(here, export)
            size = _write(here, export, asked, path, lease)
        is_kept = True
        needed = sorted({each.permission for each in asked.columns if each.permission})
        told = (lease.written, name, size, json.dumps(needed))
        here.work("export_finish", export_id, token, *told)
        log.info("Export %s: %s rows in %s", export_id, lease.written, name)
    except LostError:
        log.info("Export %s was cancelled or taken over.", export_id)
    except Problem as problem:
        log.warning("Export %s: %s", export_id, problem)
        # Only a clear no: after any other answer the row may say that the file is there.
        is_kept = is_kept and problem.code not in ("lease_lost", "export_quota")
        if problem.code == "export_quota":
            _fail(here, export_id, token, Refused(problem.code, problem.detail))
    except Exception as error:
        _fail(here, export_id, token, error)
    finally:
        if not is_kept:
            remove_lease(here.config.export_dir, token)
    if export["is_scheduled"]:
        Waker(here.redis).wake("mail")


def _fail(here: Context, export_id: int, token: str, error: Exception) -> None:
    reason, is_final = _reason(error)
    log.warning("Export %s failed: %s", export_id, reason, exc_info=not reason)
    reason = (reason or "Something went wrong; it is in the log.")[:LONGEST_ERROR]
    try:
        here.work("export_fail", export_id, token, reason, is_final)
    except Problem as problem:
        log.warning("Export %s: %s", export_id, problem)


def _reason(error: Exception) -> tuple[str, bool]:
    """What the owner of the export reads, and whether another try would end the same."""
    if isinstance(error, Refused):
        return error.detail, error.code != "unavailable"
    if isinstance(error, QueryError | ReportError):
        return f"The report is broken: {error}", True
    if isinstance(error, FileCreateError) and error.args and isinstance(error.args[0], OSError):
        error = error.args[0]
    if isinstance(error, OSError):
        full = error.errno in FULL
        return ("The disk is full." if full else f"The file cannot be written: {error}"), False
    return "", False


def _write(here: Context, export: Row, asked: AskedReport, path: Path, lease: Lease) -> int:
    """Write the file and bring it to the disk; its size."""
    path.parent.mkdir(parents=True)
    # The limit of a page is not that of a file, whose rows are on their way for long; and who
    # rests between them has as much more time.
    pace = here.settings.integer("export_pace")
    seconds = here.settings.integer("export_seconds") * ALL // pace
    with Snapshot(here.config.report_database_url, seconds) as snapshot:
        lease.interrupt = snapshot.interrupt
        is_book = export["file_format"] == "xlsx"
        totals = _totals(snapshot, asked, lease, wants_totals=is_book)
        _require_allowed(asked, lease.total)
        chosen = options.chosen(asked, snapshot) if is_book else {}
        sheet: Sheet | None = None
        stream = watched(path, lease.require)
        try:
            for rows in _batches(snapshot, _rows_of(export, asked), lease):
                if sheet is None:
                    types = snapshot.types
                    sheet = begin(here, export, asked, chosen, types, stream, lease.total)
                sheet.write(rows)
                lease.written += len(rows)
            assert sheet is not None
            sheet.finish(totals)
        except BaseException:
            if sheet:
                sheet.abandon()
            raise
        finally:
            stream.raw.close()
    lease.require()
    return sync_file(path)


def _rows_of(export: Row, asked: AskedReport) -> Statement:
    sort = ordered(json.loads(export["parameters"]).get("sort"))
    return asked.rows(sort, local_times=True)


def _batches(snapshot: Snapshot, rows_of: Statement, lease: Lease) -> Iterator[list[RawRow]]:
    """The rows, while the export is ours; a report without rows is one empty batch."""
    lease.require()
    is_empty = True
    try:
        for rows in snapshot.stream(rows_of, BATCH):
            lease.require()
            is_empty = False
            yield rows
    except Refused:
        # The end of the lease interrupts the query, too.
        lease.require()
        raise
    if is_empty:
        yield []


def _totals(
    snapshot: Snapshot, asked: AskedReport, lease: Lease, *, wants_totals: bool
) -> dict[str, Any]:
    try:
        summary = snapshot.rows(asked.summary() if wants_totals else asked.count())[0]
    except Refused:
        lease.require()
        raise
    lease.total = summary.pop(ROW_COUNT)
    return summary


def _require_allowed(asked: AskedReport, rows: int | None) -> None:
    limit = asked.report.row_limit
    if limit and rows and rows > limit:
        raise Refused("report_too_large", f"These are {rows} rows, at most {limit} are given.")


def _asked_report(here: Context, export: Row) -> AskedReport:
    entry = here.reports.entries().get(export["report_code"])
    if entry is None:
        raise Refused("not_found", "This report is no longer there.")
    if isinstance(entry, Broken):
        raise entry.error
    asker = Asker(
        export["user_id"],
        frozenset(json.loads(export["permissions"] or "[]")),
        here.settings.text("time_zone"),
        export["language_code"],
    )
    # The database has asked already, unless the definition names another permission since.
    if entry.permission not in asker.permissions:
        raise Refused("forbidden", "Its owner may no longer see this report.")
    wanted = json.loads(export["parameters"])
    return prepare(entry, asker, wanted["filters"], wanted["group_by"])
