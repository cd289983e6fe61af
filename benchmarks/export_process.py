"""One way to work through a report, in a process of its own: the worker's, or a ceiling.

Prints a line of JSON: rows, seconds, peak memory, CPU seconds of each group of processes.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from datetime import time as clock
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import xlsxwriter
from mysql.connector.connection_cext import CMySQLConnection

from benchmarks.cpu import Meter, used_between
from benchmarks.export import FILTERS, REPORT
from core.config import Config
from core.db.pool import connect
from core.db.statements import compose, fetch, native
from core.reports.definitions import Report
from core.reports.library import Library
from core.reports.prepare import Asker, prepare
from core.reports.select import AskedReport

SAMPLE = 20_000
ASKER = Asker(0, frozenset(), "UTC")
EPOCH, MIDNIGHT = datetime(1899, 12, 30), clock()
NUMBERS = ("integer", "decimal", "money", "date", "datetime")


def worker() -> Callable[[], int]:
    """What RQ would run: take the export that is due and make its file."""
    from workers import exports

    def make() -> int:
        exports.make_due()
        return 0

    return make


def cursor() -> Callable[[], int]:
    """The same query, its rows fetched and forgotten."""
    connection, statement = _query()

    def drain() -> int:
        connection.cmd_query(statement, raw=True)
        rows = 0
        while found := fetch(connection, 1000):
            rows += len(found)
        return rows

    return drain


def workbook(path: str, rows: str) -> Callable[[], int]:
    """XlsxWriter alone with rows from memory, in the cells' own types already."""
    kinds = [column.type for column in _asked().columns]
    sample = list(_sample(kinds))

    def write() -> int:
        options = {"constant_memory": True, "tmpdir": str(Path(path).parent)}
        book = xlsxwriter.Workbook(path, options)
        sheet = book.add_worksheet("Report")
        form = book.add_format({"num_format": "#,##0.00"})
        count = 0
        for count, row in enumerate(islice(cycle(sample), int(rows)), start=1):
            for place, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(count, place, value)
                elif value is not None:
                    sheet.write_number(count, place, value, form)
        book.close()
        return count

    return write


def _sample(kinds: Sequence[str]) -> Iterator[list[str | float | None]]:
    connection, statement = _query()
    connection.cmd_query(statement)
    for row in fetch(connection, SAMPLE):
        yield [_cell(kind, value) for kind, value in zip(kinds, row, strict=True)]
    native(connection).close()


def _cell(kind: str, value: Any) -> str | float | None:
    if value is None:
        return None
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, MIDNIGHT)
        return (moment - EPOCH).total_seconds() / 86_400
    return float(value) if kind in NUMBERS else str(value)


def _asked() -> AskedReport:
    config = Config.from_environment()
    entry = Library(config.reports_file, config.reports_sql_dir).entries()[REPORT]
    assert isinstance(entry, Report), entry
    return prepare(entry, ASKER, FILTERS, None)


def _query() -> tuple[CMySQLConnection, bytes]:
    url = Config.from_environment().report_database_url
    connection = connect(url)
    statement = _asked().rows(local_times=True)
    return connection, compose(connection, statement.text, statement.arguments)


def peak_megabytes() -> float:
    """The most memory that this process has had at any time."""
    lines = Path("/proc/self/status").read_text().splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


def main(servers: str, way: str, *arguments: str) -> None:
    """Prepare, then measure; `servers` are the groups of processes to watch, as JSON."""
    meter = Meter({"worker": [os.getpid()], **json.loads(servers)})
    ways: dict[str, Callable[..., Callable[[], int]]] = {
        "worker": worker,
        "cursor": cursor,
        "workbook": workbook,
    }
    work = ways[way](*arguments)
    began, before = time.monotonic(), meter.read()
    rows = work()
    seconds, used = time.monotonic() - began, used_between(before, meter.read())
    print(json.dumps([rows, seconds, peak_megabytes(), used]))


if __name__ == "__main__":
    main(*sys.argv[1:])
