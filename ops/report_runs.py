"""`./store reports run`: a report at the terminal, as a table, CSV, Excel or JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import xlsxwriter

from core.config import Config
from core.reports.definitions import Broken, Column, Report
from core.reports.library import Library
from core.reports.refusals import Refused
from core.reports.select import AskedReport
from core.reports.snapshot import Snapshot

SECONDS = 600
MOST_ROWS = 1_000_000
# A spreadsheet would take texts that begin with these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Row = Mapping[str, Any]


def chosen(filters: Iterable[str]) -> dict[str, Any]:
    """What was chosen: NAME=VALUE; a name that stands there several times has several values."""
    found: dict[str, Any] = {}
    for each in filters:
        name, separator, value = each.partition("=")
        if not separator:
            raise click.ClickException(f"Write a filter as NAME=VALUE, not {each!r}.")
        before = found.get(name)
        several = before if isinstance(before, list) else [before]
        found[name] = value if before is None else [*several, value]
    return found


def find(config: Config, report_id: str) -> Report:
    """The report of this id."""
    entries = Library(config.reports_file, config.reports_sql_dir).entries()
    entry = entries.get(report_id)
    if entry is None:
        known = ", ".join(entries)
        raise Refused("not_found", f"There is no report {report_id!r}; there are {known}.")
    if isinstance(entry, Broken):
        raise entry.error
    return entry


def write(
    asked: AskedReport,
    sort: Sequence[str] | None,
    limit: int | None,
    form: str,
    output: Path | None,
    moment: Snapshot,
) -> None:
    """Read it and write it in a form."""
    if form == "xlsx" and output is None:
        raise click.ClickException("Say with --output which file the workbook shall be.")
    rows = moment.rows(asked.rows(sort, (limit or MOST_ROWS, 0), local_times=True))
    totals = moment.rows(asked.whole())[0] if asked.totals else {}
    FORMATS[form](asked.columns, rows, totals, output)


def _table(columns: Sequence[Column], rows: Sequence[Row], totals: Row, _: Path | None) -> None:
    lines = [[each.label for each in columns]]
    lines += [[_text(row[each.name]) for each in columns] for row in rows]
    if totals:
        lines.append([_text(totals.get(each.name)) for each in columns])
    widths = [max(map(len, cells)) for cells in zip(*lines, strict=True)]
    for number, line in enumerate(lines):
        cells = [
            cell.ljust(width) if each.type == "text" else cell.rjust(width)
            for cell, width, each in zip(line, widths, columns, strict=True)
        ]
        if number == 1 or (totals and number == len(lines) - 1):
            click.echo("-" * (sum(widths) + 2 * len(widths) - 2))
        click.echo("  ".join(cells).rstrip())


def _csv(columns: Sequence[Column], rows: Sequence[Row], _: Row, output: Path | None) -> None:
    with output.open("w", newline="", encoding="utf-8-sig") if output else _standard() as stream:
        writer = csv.writer(stream)
        writer.writerow([each.label for each in columns])
        writer.writerows([[_cell(row[each.name]) for each in columns] for row in rows])


def _standard() -> Any:
    return click.open_file("-", "w")


def _json(columns: Sequence[Column], rows: Sequence[Row], totals: Row, output: Path | None) -> None:
    names = [each.name for each in columns]
    found = {
        "items": [{name: _plain(row[name]) for name in names} for row in rows],
        "totals": {name: _plain(value) for name, value in totals.items()},
    }
    text = json.dumps(found, ensure_ascii=False, indent=2)
    output.write_text(text, encoding="utf-8") if output else click.echo(text)


def _xlsx(columns: Sequence[Column], rows: Sequence[Row], totals: Row, output: Path | None) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(output, options)
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    forms = {
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
    }
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, [each.label for each in columns], bold)
    for at, row in enumerate([*rows, *([totals] if totals else [])], 1):
        for place, each in enumerate(columns):
            value = row.get(each.name)
            if isinstance(value, date):
                sheet.write_datetime(at, place, value, forms[type(value)])
            elif isinstance(value, int | float | Decimal):
                sheet.write_number(at, place, float(value))
            elif value is not None:
                sheet.write_string(at, place, str(value))
    book.close()


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float | bool | None) else str(value)


FORMATS = {"table": _table, "csv": _csv, "xlsx": _xlsx, "json": _json}
