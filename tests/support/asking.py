"""Asks the shipped reports as the engine does, by the login of the reports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from core.reports.definitions import Report
from core.reports.library import Library
from core.reports.page import PARTS, Page, Wanted, read_page
from core.reports.prepare import Asker, prepare
from core.reports.select import AskedReport
from core.reports.snapshot import Snapshot
from ops.paths import ROOT

ZONE = "Europe/Sofia"
SHIPPED = Library(ROOT / "reports.json", ROOT / "sql/reports").entries()
Row = dict[str, Any]


def report_of(report_id: str) -> Report:
    """A shipped report, which must be well."""
    found = SHIPPED[report_id]
    assert isinstance(found, Report), found
    return found


@dataclass
class Desk:
    """Reads reports in one moment of the data."""

    moment: Snapshot

    def asked(self, report_id: str, group_by: str | None = None, **filters: Any) -> AskedReport:
        """A report as somebody asks for it who may see all of it."""
        report = report_of(report_id)
        asker = Asker(0, frozenset(report.permissions), ZONE)
        return prepare(report, asker, filters, group_by)

    def page(self, asked: AskedReport, sort: list[str] | None = None, page: int = 1) -> Page:
        """A page of 24 rows with all that belongs to it."""
        return read_page(asked, Wanted(frozenset(PARTS), sort, page), self.moment)

    def rows(self, report_id: str, group_by: str | None = None, **filters: Any) -> list[Row]:
        """All rows."""
        return self.moment.rows(self.asked(report_id, group_by, **filters).rows())

    def one(self, report_id: str, group_by: str | None = None, **filters: Any) -> Row:
        """The only row."""
        (row,) = self.rows(report_id, group_by, **filters)
        return row

    def totals(self, report_id: str, **filters: Any) -> Row:
        """The totals over all rows."""
        return self.page(self.asked(report_id, **filters)).totals or {}


@contextmanager
def desk(url: str) -> Iterator[Desk]:
    """Where reports are asked for, at a time that stands still: waits grow while one reads."""
    with Snapshot(url, 60) as moment:
        moment._open().cmd_query("SET timestamp = UNIX_TIMESTAMP(NOW(6))")
        yield Desk(moment)
