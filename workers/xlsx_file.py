"""Rows as an Excel file, in constant memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.reports.csv_lines import NUMBERS
from core.reports.definitions import Column
from core.reports.snapshot import RawRow
from core.reports.value_cache import ValueCache

# Excel's own limits.
LAST_ROW = 1_048_576
LONGEST_CELL = 32_767
CUT = " … (cut)"
FORBIDDEN_IN_NAMES = str.maketrans("", "", "[]:*?/\\")
EPOCH = date(1899, 12, 30)

FORMATS = {
    "integer": "#,##0",
    "decimal": "#,##0.00",
    "money": "#,##0.00",
    "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm:ss",
}
WIDTHS = {"integer": 12, "decimal": 12, "money": 14, "date": 12, "datetime": 20}
TEXT_WIDTHS = (10, 40)

Put = Callable[[Worksheet, int, int, Any], Any]


class XlsxFile:
    """A workbook that is written row by row; more rows than a sheet takes go on in the next."""

    def __init__(
        self, path: Path, title: str, columns: Sequence[Column], types: Sequence[int]
    ) -> None:
        self._book = xlsxwriter.Workbook(
            path,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "tmpdir": str(path.parent),
            },
        )
        self._title = title.translate(FORBIDDEN_IN_NAMES).strip("' ")[:25] or "Report"
        self._columns = columns
        self._bold = self._book.add_format({"bold": True, "bottom": 1})
        self._formats = {
            kind: self._book.add_format({"num_format": text}) for kind, text in FORMATS.items()
        }
        self._total_formats = {
            kind: self._book.add_format({"num_format": text, "bold": True, "top": 1})
            for kind, text in {**FORMATS, "text": "@"}.items()
        }
        self._puts = [
            _put(column.type, wire, self._formats)
            for column, wire in zip(columns, types, strict=True)
        ]
        self._widths = [_width(column) for column in columns]
        self._sheets: list[Worksheet] = []
        self._sheet, self._at = self._add_sheet()

    def write(self, rows: Sequence[RawRow]) -> None:
        """Write some rows."""
        at = self._at
        sheet = self._sheet
        puts = list(enumerate(self._puts))
        for row in rows:
            if at >= LAST_ROW:
                sheet, at = self._add_sheet()
            for number, put in puts:
                value = row[number]
                if value is not None:
                    put(sheet, at, number, value)
            at += 1
        self._sheet, self._at = sheet, at

    def finish(self, totals: Mapping[str, Any]) -> None:
        """Write the totals below the rows and close the file."""
        if totals:
            if self._at >= LAST_ROW:
                self._sheet, self._at = self._add_sheet()
            self._write_totals(totals)
        self._book.close()

    def abandon(self) -> None:
        """Let go of the temporary files of a workbook that nobody wants any more."""
        for sheet in self._sheets:
            if sheet.row_data_fh:
                sheet.row_data_fh.close()
            Path(sheet.row_data_filename).unlink(missing_ok=True)
        self._book.fileclosed = True

    def _add_sheet(self) -> tuple[Worksheet, int]:
        number = len(self._sheets) + 1
        name = self._title if number == 1 else f"{self._title} {number}"
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for column, width in enumerate(self._widths):
            sheet.set_column(column, column, width)
        for place, each in enumerate(self._columns):
            sheet.write_string(0, place, each.label, self._bold)
        self._sheets.append(sheet)
        return sheet, 1

    def _write_totals(self, totals: Mapping[str, Any]) -> None:
        for place, column in enumerate(self._columns):
            value = totals.get(column.name)
            form = self._total_formats[_total_type(column, value)]
            if value is not None:
                _write_total(self._sheet, self._at, place, value, form)
            elif place == 0:
                self._sheet.write_string(self._at, place, "Total", form)
            else:
                self._sheet.write_blank(self._at, place, None, form)


def _total_type(column: Column, value: Any) -> str:
    # Orders are texts, the number of them is not.
    if column.type == "text" and isinstance(value, int | Decimal):
        return "integer"
    return column.type


def _write_total(sheet: Worksheet, row: int, place: int, value: Any, form: Format) -> None:
    if isinstance(value, datetime | date):
        sheet.write_datetime(row, place, value, form)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, place, float(value), form)
    else:
        sheet.write_string(row, place, _fitting(str(value)), form)


def _put(kind: str, wire: int, formats: Mapping[str, Format]) -> Put:
    """How values of a column go into cells; what the server sends as text stays text."""
    form = formats.get(kind)
    if wire in NUMBERS:
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
    return _fitting(value.decode(errors="replace"))


def _fitting(text: str) -> str:
    """A text that a cell can hold; XlsxWriter would drop a longer one without a word."""
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT


def _width(column: Column) -> int:
    least, most = TEXT_WIDTHS
    usual = WIDTHS.get(column.type, max(least, 18))
    return min(most, max(usual, len(column.label) + 2))
