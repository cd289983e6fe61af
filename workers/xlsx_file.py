"""Rows as an Excel file, in constant memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BufferedWriter
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.reports.csv_lines import NUMBERS
from core.reports.definitions import Column
from core.reports.snapshot import RawRow
from core.reports.value_cache import ValueCache
from workers.xlsx_chart import Chart

# Excel's own limits.
LAST_ROW = 1_048_576
LONGEST_CELL = 32_767
LONGEST_NAME = 31
CUT = " … (cut)"
FORBIDDEN_IN_NAMES = str.maketrans("", "", "[]:*?/\\")
EPOCH = date(1899, 12, 30)

FORMATS = {
    "integer": "#,##0",
    "decimal": "#,##0.00##",
    "money": '#,##0.00 "{currency}"',
    "percent": "0.00%",
    "duration": "[h]:mm:ss",
    "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm:ss",
}
# What a cell holds of a value: Excel counts percents in ones and durations in days.
PARTS = {"percent": 100, "duration": 86_400}
WIDTHS = {"money": 14, "percent": 10, "duration": 10, "date": 12, "datetime": 20}
LEAST_WIDTH, MOST_WIDTH = 10, 60
# The arrow of the filter beside a header.
ARROW = 4

Put = Callable[[Worksheet, int, int, Any], Any]


@dataclass(frozen=True)
class Described:
    """What a workbook says beside its rows: its title, its words, and the lines of its About."""

    title: str
    currency: str
    words: Mapping[str, str]
    facts: Sequence[tuple[str, str]]


class XlsxFile:
    """A workbook that is written row by row; more rows than a sheet takes go on in the next."""

    def __init__(
        self,
        stream: BufferedWriter,
        columns: Sequence[Column],
        types: Sequence[int],
        described: Described,
        chart: Chart | None = None,
    ) -> None:
        self._stream = stream
        folder = str(Path(str(getattr(stream.raw, "name", "."))).parent)
        options = {"constant_memory": True, "strings_to_formulas": False, "tmpdir": folder}
        self._book = xlsxwriter.Workbook(stream, options)
        self._described = described
        self._title = described.title.translate(FORBIDDEN_IN_NAMES).strip("' ")[:25] or "Report"
        self._columns = columns
        self._chart = chart
        self._bold = self._book.add_format({"bold": True, "bottom": 1})
        self._formats = self._made_formats({})
        self._total_formats = self._made_formats({"bold": True, "top": 1})
        self._puts = [
            _put(column.type, wire, self._formats)
            for column, wire in zip(columns, types, strict=True)
        ]
        self._widths = [max(LEAST_WIDTH, len(each.label) + ARROW) for each in columns]
        self._is_measured = False
        self._sheets: list[Worksheet] = []
        self._sheet, self._at = self._add_sheet()
        self._write_about()

    def write(self, rows: Sequence[RawRow]) -> None:
        """Write some rows."""
        if rows and not self._is_measured:
            self._measure(rows)
        if self._chart:
            self._chart.keep(rows)
        at = self._at
        sheet = self._sheet
        puts = list(enumerate(self._puts))
        for row in rows:
            if at >= LAST_ROW:
                self._at = at
                sheet, at = self._add_sheet()
            for number, put in puts:
                value = row[number]
                if value is not None:
                    put(sheet, at, number, value)
            at += 1
        self._sheet, self._at = sheet, at

    def finish(self, totals: Mapping[str, Any]) -> None:
        """Write the totals below the rows and the chart beside them, and close the file."""
        for sheet in self._sheets:
            end = self._at if sheet is self._sheet else LAST_ROW
            sheet.autofilter(0, 0, max(end - 1, 1), len(self._columns) - 1)
            for place, width in enumerate(self._widths):
                sheet.set_column(place, place, width)
        if self._chart:
            first, name = self._sheets[0], self._name(self._described.words["chart"])
            self._chart.draw(
                self._book, name, first, self._at if first is self._sheet else LAST_ROW
            )
        if totals:
            if self._at >= LAST_ROW:
                self._sheet, self._at = self._add_sheet()
            self._write_totals(totals)
        self._book.close()
        self._stream.close()

    def abandon(self) -> None:
        """Let go of the temporary files of a workbook that nobody wants any more."""
        for sheet in self._book.worksheets():
            if sheet.row_data_fh:
                sheet.row_data_fh.close()
            Path(sheet.row_data_filename).unlink(missing_ok=True)
        self._book.fileclosed = True
        self._stream.raw.close()

    def _made_formats(self, looks: Mapping[str, Any]) -> dict[str, Format]:
        texts = {**FORMATS, "text": "@"} if looks else FORMATS
        currency = self._described.currency
        return {
            kind: self._book.add_format({**looks, "num_format": text.format(currency=currency)})
            for kind, text in texts.items()
        }

    def _name(self, wanted: str) -> str:
        """The name of a sheet beside those of the rows."""
        taken = wanted.casefold().startswith(self._title.casefold())
        return f"{wanted} …"[:LONGEST_NAME] if taken else wanted[:LONGEST_NAME]

    def _add_sheet(self) -> tuple[Worksheet, int]:
        number = len(self._sheets) + 1
        name = self._title if number == 1 else f"{self._title} {number}"
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, each in enumerate(self._columns):
            sheet.write_string(0, place, each.label, self._bold)
        self._sheets.append(sheet)
        return sheet, 1

    def _write_about(self) -> None:
        sheet = self._book.add_worksheet(self._name(self._described.words["about"]))
        for row, (label, text) in enumerate(self._described.facts):
            sheet.write_string(row, 0, fitting(label), self._bold)
            sheet.write_string(row, 1, fitting(text))
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 1, MOST_WIDTH)

    def _measure(self, rows: Sequence[RawRow]) -> None:
        """Make columns as wide as what stands first in them."""
        self._is_measured = True
        for place, (column, cells) in enumerate(
            zip(self._columns, zip(*rows, strict=True), strict=True)
        ):
            texts = [cell.decode(errors="replace") for cell in cells if cell]
            longest = max(map(len, texts), default=0)
            if column.type in ("integer", "decimal", "money"):
                longest += longest // 3
            wanted = max(self._widths[place], WIDTHS.get(column.type, 0), longest + 2)
            self._widths[place] = min(MOST_WIDTH, wanted)

    def _write_totals(self, totals: Mapping[str, Any]) -> None:
        for place, column in enumerate(self._columns):
            value = totals.get(column.name)
            form = self._total_formats[_total_type(column, value)]
            if value is not None:
                _write_total(self._sheet, self._at, place, column.type, value, form)
            elif place == 0:
                self._sheet.write_string(self._at, place, self._described.words["total"], form)
            else:
                self._sheet.write_blank(self._at, place, None, form)


def _total_type(column: Column, value: Any) -> str:
    # Orders are texts, the number of them is not.
    if column.type == "text" and isinstance(value, int | Decimal):
        return "integer"
    return column.type


def _write_total(
    sheet: Worksheet, row: int, place: int, kind: str, value: Any, form: Format
) -> None:
    if isinstance(value, datetime | date):
        sheet.write_datetime(row, place, value, form)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, place, float(value) / PARTS.get(kind, 1), form)
    else:
        sheet.write_string(row, place, fitting(str(value)), form)


def _put(kind: str, wire: int, formats: Mapping[str, Format]) -> Put:
    """How values of a column go into cells; what the server sends as text stays text."""
    form = formats.get(kind)
    if wire in NUMBERS:
        if kind in PARTS:
            parts = PARTS[kind]
            return lambda sheet, row, place, value: sheet.write_number(
                row, place, float(value) / parts, form
            )
        return lambda sheet, row, place, value: sheet.write_number(row, place, float(value), form)
    if kind in ("date", "datetime"):
        serials = ValueCache(_serial)
        return lambda sheet, row, place, value: sheet.write_number(row, place, serials[value], form)
    texts = ValueCache(_text)
    return lambda sheet, row, place, value: sheet.write_string(row, place, texts[value])


def _serial(value: bytes) -> float:
    """Excel's number for a time."""
    moment = datetime.fromisoformat(value.decode())
    days = (moment.date() - EPOCH).days
    return days + (moment.hour * 3600 + moment.minute * 60 + moment.second) / 86400


def _text(value: bytes) -> str:
    return fitting(value.decode(errors="replace"))


def fitting(text: str) -> str:
    """A text that a cell can hold; XlsxWriter would drop a longer one without a word."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT
