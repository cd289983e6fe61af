"""Rows as CSV: from the server's bytes to lines, without a detour through Python's types.

RFC 4180, UTF-8 with a byte order mark, because spreadsheets take it for Latin-1 otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from core.reports.definitions import Column
from core.reports.snapshot import RawRow
from core.reports.value_cache import ValueCache

BOM = b"\xef\xbb\xbf"
END = b"\r\n"
# The protocol's numbers for integers, decimals and floats.
NUMBERS = frozenset({0, 1, 2, 3, 4, 5, 8, 9, 13, 246})
NEEDS_QUOTES = re.compile(rb'[",\r\n]')
# A spreadsheet would take these for a formula.
FORMULA = (b"=", b"+", b"-", b"@", b"\t", b"\r")
SECONDS_END = 19


def text_cell(value: bytes) -> bytes:
    """A text as a cell: escaped where it could be a formula, quoted where it must be."""
    if value.startswith(FORMULA):
        value = b"'" + value
    if NEEDS_QUOTES.search(value):
        value = b'"' + value.replace(b'"', b'""') + b'"'
    return value


def _plain(column: Sequence[bytes | None]) -> Iterable[bytes]:
    if None in column:
        return [value or b"" for value in column]
    return column  # type: ignore[return-value]


def _time(column: Sequence[bytes | None]) -> Iterable[bytes]:
    return [value[:SECONDS_END] if value else b"" for value in column]


class CsvLines:
    """Turns rows into lines; what the server sends as text is escaped, whatever we call it."""

    def __init__(self, columns: Sequence[Column], types: Sequence[int]) -> None:
        self._writers: list[Callable[[Sequence[bytes | None]], Iterable[bytes]]] = [
            _writer(column.type, wire) for column, wire in zip(columns, types, strict=True)
        ]

    def lines(self, rows: Sequence[RawRow]) -> bytes:
        """The lines of some rows."""
        if not rows:
            return b""
        columns = zip(*rows, strict=True)
        cells = [write(column) for write, column in zip(self._writers, columns, strict=True)]
        return END.join(map(b",".join, zip(*cells, strict=True))) + END


def header(columns: Sequence[Column]) -> bytes:
    """The first line."""
    return BOM + b",".join(text_cell(each.label.encode()) for each in columns) + END


def _writer(kind: str, wire: int) -> Callable[[Sequence[bytes | None]], Iterable[bytes]]:
    if wire in NUMBERS:
        return _plain
    if kind in ("date", "datetime"):
        return _time
    cells = ValueCache(text_cell)
    return lambda column: map(cells.__getitem__, _plain(column))
