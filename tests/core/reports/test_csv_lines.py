"""CSV: what goes in comes out again, and nothing in it is a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reports.csv_lines import BOM, CsvLines, Dialect
from core.reports.definitions import Column

TEXT, LONG, DECIMAL, DATETIME, DATE = 253, 8, 246, 12, 10
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


def parsed(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=20))
def test_texts_come_back(rows: list[tuple[str, str]]) -> None:
    """Quotes, commas, line ends and all letters survive; formulas are escaped."""
    columns = [Column("a", "A", "text"), Column("b", "B", "text")]
    raw = [tuple(cell.encode() for cell in row) for row in rows]
    back = parsed(CsvLines(columns, [TEXT, TEXT]).lines(raw))
    expected = [[f"'{c}" if c.startswith(FORMULAS) else c for c in row] for row in rows]
    assert back == expected


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")']
)
def test_formulas_are_escaped(text: str) -> None:
    """A text that a spreadsheet would calculate is only a text."""
    lines = CsvLines([Column("a", "A", "text")], [TEXT]).lines([(text.encode(),)])
    assert parsed(lines) == [["'" + text]]


def test_numbers_are_not_escaped() -> None:
    """A negative amount stays a number, NULL an empty cell, a time ends with its seconds."""
    columns = [
        Column("a", "A", "money"),
        Column("b", "B", "datetime"),
        Column("c", "C", "date"),
        Column("d", "D", "text"),
    ]
    lines = CsvLines(columns, [DECIMAL, DATETIME, DATE, TEXT]).lines(
        [(b"-12.50", b"2026-01-31 12:00:01.123456", b"2026-01-31", None), (None, None, None, b"x")]
    )
    assert lines == b"-12.50,2026-01-31 12:00:01,2026-01-31,\r\n,,,x\r\n"


def test_a_text_that_is_called_a_number_is_escaped_all_the_same() -> None:
    """The server says what a column is; a definition cannot open a hole."""
    lines = CsvLines([Column("a", "A", "money")], [TEXT]).lines([(b"=1+1",)])
    assert lines == b"'=1+1\r\n"


def test_header_begins_with_the_byte_order_mark() -> None:
    """Spreadsheets see that it is UTF-8; who wants none gets none."""
    columns = [Column("a", "Ä, b", "text")]
    assert CsvLines(columns, [TEXT]).header() == BOM + '"Ä, b"\r\n'.encode()
    plain = CsvLines(columns, [TEXT], Dialect(bom=False))
    assert plain.header() == '"Ä, b"\r\n'.encode()


def test_a_bulgarian_or_german_spreadsheet_gets_its_own_marks() -> None:
    """Semicolons between cells, a comma in numbers that may have decimals, and in no others."""
    columns = [
        Column("a", "A", "money"),
        Column("b", "B", "integer"),
        Column("c", "C", "text"),
        Column("d", "D", "percent"),
    ]
    lines = CsvLines(columns, [DECIMAL, LONG, TEXT, DECIMAL], Dialect(b";", b","))
    rows = [(b"-1234.50", b"7", b"1.5;x", None), (None, b"8", b"a,b", b"12.5000")]
    assert lines.lines(rows) == b'-1234,50;7;"1.5;x";\r\n;8;a,b;12,5000\r\n'


@given(
    st.lists(st.tuples(cells, cells), min_size=1, max_size=20), st.sampled_from([",", ";", "\t"])
)
def test_texts_come_back_whatever_stands_between_them(
    rows: list[tuple[str, str]], separator: str
) -> None:
    """Each separator is quoted where it is part of a text."""
    columns = [Column("a", "A", "text"), Column("b", "B", "text")]
    raw = [tuple(cell.encode() for cell in row) for row in rows]
    data = CsvLines(columns, [TEXT, TEXT], Dialect(separator.encode())).lines(raw)
    stream = io.StringIO(data.decode(), newline="")
    expected = [[f"'{c}" if c.startswith(FORMULAS) else c for c in row] for row in rows]
    assert list(csv.reader(stream, delimiter=separator)) == expected


def test_a_row_of_one_empty_cell_is_a_row() -> None:
    """Readers skip lines with nothing in them."""
    assert CsvLines([Column("a", "A", "text")], [TEXT]).lines([(None,), (b"x",)]) == b'""\r\nx\r\n'
