"""Rows as CSV: from the server's bytes to lines, without a detour through Python's types.

RFC 4180 in UTF-8, with the separator and the decimal sign that the reader's spreadsheet expects.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from core.reports.definitions import Column
from core.reports.snapshot import RawRow
from core.reports.value_cache import ValueCache

# Spreadsheets take a file without it for Latin-1.
BOM = b"\xef\xbb\xbf"
END = b"\r\n"
SEPARATORS = {",": b",", ";": b";", "tab": b"\t"}
# The protocol's numbers for integers, decimals and floats, and for those that may have decimals.
NUMBERS = frozenset({0, 1, 2, 3, 4, 5, 8, 9, 13, 246})
FRACTIONS = frozenset({0, 4, 5, 246})
# A spreadsheet would take these for a formula.
FORMULA = (b"=", b"+", b"-", b"@", b"\t", b"\r")
SECONDS_END = 19

Cells = Callable[[Sequence[bytes | None]], Iterable[bytes]]


@dataclass(frozen=True)
class Dialect:
    """How somebody wants CSV to be written."""

    separator: bytes = b","
    decimal: bytes = b"."
    bom: bool = True

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Self:
        """The preferences of a user, as the database tells them."""
        decimal = row["csv_decimal"].encode()
        return cls(SEPARATORS[row["csv_separator"]], decimal, bool(row["is_csv_with_bom"]))


class CsvLines:
    """Turns rows into lines; what the server sends as text is escaped, whatever we call it."""

    def __init__(
        self, columns: Sequence[Column], types: Sequence[int], dialect: Dialect | None = None
    ) -> None:
        self._dialect = dialect or Dialect()
        self._needs_quotes = re.compile(b'["\r\n' + self._dialect.separator + b"]")
        self._columns = columns
        self._writers: list[Cells] = [
            self._writer(column.type, wire) for column, wire in zip(columns, types, strict=True)
        ]

    def header(self) -> bytes:
        """The first line."""
        cells = [self.text_cell(each.label.encode()) for each in self._columns]
        bom = BOM if self._dialect.bom else b""
        return bom + self._dialect.separator.join(cells) + END

    def lines(self, rows: Sequence[RawRow]) -> bytes:
        """The lines of some rows."""
        if not rows:
            return b""
        columns = zip(*rows, strict=True)
        cells = [write(column) for write, column in zip(self._writers, columns, strict=True)]
        if len(cells) == 1:
            # An empty line would be no row.
            cells = [[cell or b'""' for cell in cells[0]]]
        return END.join(map(self._dialect.separator.join, zip(*cells, strict=True))) + END

    def text_cell(self, value: bytes) -> bytes:
        """A text as a cell: escaped where it could be a formula, quoted where it must be."""
        if value.startswith(FORMULA):
            value = b"'" + value
        if self._needs_quotes.search(value):
            value = b'"' + value.replace(b'"', b'""') + b'"'
        return value

    def _writer(self, kind: str, wire: int) -> Cells:
        if wire in NUMBERS:
            if wire in FRACTIONS and self._dialect.decimal != b".":
                return self._fractions
            return _plain
        if kind in ("date", "datetime"):
            return _time
        texts = ValueCache(self.text_cell)
        return lambda column: map(texts.__getitem__, _plain(column))

    def _fractions(self, column: Sequence[bytes | None]) -> Iterable[bytes]:
        decimal = self._dialect.decimal
        return [value.replace(b".", decimal) if value else b"" for value in column]


def _plain(column: Sequence[bytes | None]) -> Iterable[bytes]:
    if None in column:
        return [value or b"" for value in column]
    return column  # type: ignore[return-value]


def _time(column: Sequence[bytes | None]) -> Iterable[bytes]:
    return [value[:SECONDS_END] if value else b"" for value in column]
