"""Excel files, read back by another library."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.reports.definitions import Column
from workers import xlsx_file
from workers.xlsx_file import CUT, LONGEST_CELL, XlsxFile

TEXT, LONG, DECIMAL, DATETIME, DATE = 253, 8, 246, 12, 10
COLUMNS = [
    Column("name", "Name", "text"),
    Column("count", "Count", "integer", "sum"),
    Column("amount", "Amount", "money", "sum"),
    Column("at", "At", "datetime"),
    Column("day", "Day", "date"),
]
TYPES = [TEXT, LONG, DECIMAL, DATETIME, DATE]


def written(path: Path, rows: list[Any], totals: dict[str, Any], title: str = "Sales") -> Any:
    file = XlsxFile(path, title, COLUMNS, TYPES)
    file.write(rows)
    file.finish(totals)
    return openpyxl.load_workbook(path)


def test_values_have_their_types(tmp_path: Path) -> None:
    """Text is text, numbers are numbers, times are times; totals below, the header frozen."""
    row = (b"=1+1", b"3", b"-12.50", b"2026-01-31 13:14:15.000000", b"2026-01-31")
    book = written(tmp_path / "x.xlsx", [row], {"count": Decimal(3), "amount": Decimal("-12.50")})
    sheet = book["Sales"]
    assert [cell.value for cell in sheet[1]] == ["Name", "Count", "Amount", "At", "Day"]
    values = [cell.value for cell in sheet[2]]
    assert values == [
        "=1+1",
        3,
        -12.5,
        datetime.datetime(2026, 1, 31, 13, 14, 15),
        datetime.datetime(2026, 1, 31),
    ]
    assert sheet["A2"].data_type == "s"
    assert sheet["C2"].number_format == "#,##0.00"
    assert [cell.value for cell in sheet[3]] == ["Total", 3, -12.5, None, None]
    assert sheet.freeze_panes == "A2"


def test_null_is_an_empty_cell(tmp_path: Path) -> None:
    """Nothing is nothing, not 0 and not 'None'."""
    sheet = written(tmp_path / "x.xlsx", [(None,) * 5], {})["Sales"]
    assert sheet.max_row == 1 or [cell.value for cell in sheet[2]] == [None] * 5


def test_long_texts_are_cut_and_marked(tmp_path: Path) -> None:
    """Excel would call a longer text a broken file."""
    sheet = written(tmp_path / "x.xlsx", [(b"x" * 40_000, None, None, None, None)], {})["Sales"]
    text = str(sheet["A2"].value)
    assert len(text) == LONGEST_CELL
    assert text.endswith(CUT)


@pytest.mark.parametrize(("rows", "sheets"), [(9, 1), (10, 2), (27, 3), (28, 4)])
def test_rows_go_on_in_the_next_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int, sheets: int
) -> None:
    """More rows than a sheet takes: no row is lost, each sheet has its header."""
    monkeypatch.setattr(xlsx_file, "LAST_ROW", 10)
    many = [(b"%d" % n, None, None, None, None) for n in range(rows)]
    book = written(tmp_path / "x.xlsx", many, {})
    assert len(book.sheetnames) == sheets
    assert book.sheetnames[:2] == ["Sales", "Sales 2"][: min(sheets, 2)]
    found = [
        cell
        for sheet in book.worksheets
        for (cell,) in sheet.iter_rows(2, max_col=1, values_only=True)
    ]
    assert found == [str(n) for n in range(rows)]


def test_totals_that_find_no_room_begin_a_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The totals of a full sheet stand on the next one."""
    monkeypatch.setattr(xlsx_file, "LAST_ROW", 10)
    many = [(b"x", b"1", None, None, None)] * 9
    book = written(tmp_path / "x.xlsx", many, {"count": Decimal(9)})
    assert book.sheetnames == ["Sales", "Sales 2"]
    assert [cell.value for cell in book["Sales 2"][2]][:2] == ["Total", 9]


@pytest.mark.parametrize("title", ["[a]:b*c?d/e\\f", "'quoted'", "", "x" * 60])
def test_every_title_makes_a_sheet(tmp_path: Path, title: str) -> None:
    """Excel forbids some names of sheets."""
    assert written(tmp_path / "x.xlsx", [], {}, title).worksheets


def test_an_abandoned_file_leaves_nothing(tmp_path: Path) -> None:
    """Nobody finds temporary files of an export that was cancelled."""
    file = XlsxFile(tmp_path / "x.xlsx", "Sales", COLUMNS, TYPES)
    file.write([(b"x", b"1", b"1.00", None, None)])
    file.abandon()
    assert list(tmp_path.iterdir()) == []
