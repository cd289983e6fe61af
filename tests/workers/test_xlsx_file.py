"""Excel files, read back by another library."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.reports.definitions import Column
from workers import about, xlsx_file
from workers.files import watched
from workers.xlsx_chart import Chart
from workers.xlsx_file import CUT, LONGEST_CELL, Described, XlsxFile

TEXT, LONG, DECIMAL, DATETIME, DATE = 253, 8, 246, 12, 10
COLUMNS = [
    Column("name", "Name", "text"),
    Column("count", "Count", "integer", "sum"),
    Column("amount", "Amount", "money", "sum"),
    Column("at", "At", "datetime"),
    Column("day", "Day", "date"),
]
TYPES = [TEXT, LONG, DECIMAL, DATETIME, DATE]


def begun(path: Path, title: str = "Sales", chart: Chart | None = None, **more: Any) -> XlsxFile:
    described = Described(
        title,
        "EUR",
        about.words(more.get("language", "en")),
        more.get("facts", [("Report", title)]),
    )
    stream = watched(path, lambda: None)
    columns, types = more.get("columns", COLUMNS), more.get("types", TYPES)
    return XlsxFile(stream, columns, types, described, chart)


def written(path: Path, rows: list[Any], totals: dict[str, Any], **more: Any) -> Any:
    file = begun(path, **more)
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
    assert sheet["C2"].number_format == '#,##0.00 "EUR"'
    assert [cell.value for cell in sheet[3]] == ["Total", 3, -12.5, None, None]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E2"


def test_percents_durations_and_decimals_are_what_excel_calculates_with(tmp_path: Path) -> None:
    """12.5 % is 0.125 shown as percent, an hour and a half is 1/16 of a day shown as hours."""
    columns = [
        Column("margin", "Margin", "percent"),
        Column("took", "Took", "duration"),
        Column("weight", "Weight", "decimal"),
    ]
    more = {"columns": columns, "types": [DECIMAL, LONG, DECIMAL]}
    totals = {"margin": Decimal("50"), "took": Decimal(86400), "weight": Decimal("0.25")}
    rows = [(b"12.5000", b"5400", b"1.2500")]
    sheet = written(tmp_path / "x.xlsx", rows, totals, **more)["Sales"]
    margin, took, weight = sheet[2]
    assert (margin.value, margin.number_format) == (0.125, "0.00%")
    assert (took.value, took.number_format) == (datetime.timedelta(minutes=90), "[h]:mm:ss")
    assert (weight.value, weight.number_format) == (1.25, "#,##0.00##")
    assert [cell.value for cell in sheet[3]] == [0.5, datetime.timedelta(days=1), 0.25]


def test_columns_are_as_wide_as_what_is_in_them(tmp_path: Path) -> None:
    """Nobody has to widen a column to read it, and none fills the screen."""
    rows = [(b"x" * 30, b"1", b"1234567890.00", None, None), (b"y" * 3000, b"1", None, None, None)]
    sheet = written(tmp_path / "x.xlsx", rows[:1], {})["Sales"]
    assert 30 <= sheet.column_dimensions["A"].width <= 35
    assert sheet.column_dimensions["C"].width >= 17
    sheet = written(tmp_path / "y.xlsx", rows, {})["Sales"]
    assert sheet.column_dimensions["A"].width <= 61


def test_a_second_sheet_says_what_the_file_is(tmp_path: Path) -> None:
    """Report, filters, period, who and when, in the reader's language."""
    facts = [("Справка", "Продажби"), ("Период", "2026-01-01 – 2026-01-31")]
    book = written(tmp_path / "x.xlsx", [], {"count": 1}, facts=facts, language="bg")
    assert book.sheetnames == ["Sales", "За справката"]
    assert [tuple(row) for row in book["За справката"].values] == facts
    assert book["Sales"]["A2"].value == "Общо"


@pytest.mark.parametrize("title", ["About", "ABOUT", "Chart"])
def test_a_report_may_be_called_as_its_other_sheets(tmp_path: Path, title: str) -> None:
    """Names of sheets are told apart."""
    chart = Chart("Sales", "bar", COLUMNS, [0], [2])
    book = written(
        tmp_path / "x.xlsx", [(b"a", b"1", b"2", None, None)], {}, title=title, chart=chart
    )
    assert len({name.casefold() for name in book.sheetnames}) == 3


@pytest.mark.parametrize(
    ("kind", "found"),
    [("bar", "BarChart"), ("line", "LineChart"), ("pie", "PieChart"), ("sparkline", "LineChart")],
)
def test_groups_have_a_chart_of_excels_own(tmp_path: Path, kind: str, found: str) -> None:
    """It draws the cells of the rows, so that whoever changes one sees it."""
    rows = [(b"%d" % n, b"1", b"%d.50" % n, None, None) for n in range(4)]
    chart = Chart("Sales", kind, COLUMNS, [0], [2])
    sheet = written(tmp_path / "x.xlsx", rows, {"count": 4}, chart=chart)["Chart"]
    (drawn,) = sheet._charts
    assert type(drawn).__name__ == found
    assert drawn.series[0].val.numRef.f == "Sales!$C$2:$C$5"
    assert (drawn.series[0].cat.strRef or drawn.series[0].cat.numRef).f == "Sales!$A$2:$A$5"


def test_two_levels_are_stacked_by_a_table_of_their_own(tmp_path: Path) -> None:
    """A series for each group of the second level, over those of the first."""
    rows = [
        (month, category, b"%d.00" % n, None, None)
        for n, (month, category) in enumerate([(b"1", b"A"), (b"1", b"B"), (b"2", b"B")], 1)
    ]
    chart = Chart("Sales", "stacked", COLUMNS, [0, 1], [2])
    types = [TEXT, TEXT, DECIMAL, DATETIME, DATE]
    sheet = written(tmp_path / "x.xlsx", rows, {}, chart=chart, types=types)["Chart"]
    assert [tuple(row) for row in sheet.values] == [(None, "A", "B"), ("1", 1, 2), ("2", None, 3)]
    (drawn,) = sheet._charts
    assert (type(drawn).__name__, drawn.grouping, len(drawn.series)) == ("BarChart", "stacked", 2)


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
    names = ["Sales", *(f"Sales {n}" for n in range(2, sheets + 1))]
    assert [name for name in book.sheetnames if name != "About"] == names
    assert {book[name].auto_filter.ref for name in names[:-1]} <= {"A1:E10"}
    found = [
        cell
        for sheet in map(book.__getitem__, names)
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
    assert book.sheetnames == ["Sales", "About", "Sales 2"]
    assert [cell.value for cell in book["Sales 2"][2]][:2] == ["Total", 9]


@pytest.mark.parametrize("title", ["[a]:b*c?d/e\\f", "'quoted'", "", "x" * 60])
def test_every_title_makes_a_sheet(tmp_path: Path, title: str) -> None:
    """Excel forbids some names of sheets."""
    assert written(tmp_path / "x.xlsx", [], {}, title=title).worksheets


def test_an_abandoned_file_leaves_nothing(tmp_path: Path) -> None:
    """Nobody finds temporary files of an export that was cancelled."""
    file = begun(tmp_path / "x.xlsx")
    file.write([(b"x", b"1", b"1.00", None, None)])
    file.abandon()
    assert [path.name for path in tmp_path.iterdir()] == ["x.xlsx"]


def test_nobody_waits_for_the_end_of_a_file_that_nobody_wants(tmp_path: Path) -> None:
    """Packing a large workbook takes long: whoever cancels then is heard, too."""
    is_wanted = True

    def require() -> None:
        if not is_wanted:
            raise LookupError

    described = Described("Sales", "EUR", about.words("en"), [])
    file = XlsxFile(watched(tmp_path / "x.xlsx", require), COLUMNS, TYPES, described)
    file.write([(b"%d" % n, b"1", b"1.00", None, None) for n in range(100_000)])
    is_wanted = False
    with pytest.raises(LookupError):
        file.finish({})
