"""Rows as a CSV file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from core.reports.csv_lines import CsvLines, header
from core.reports.definitions import Column
from core.reports.snapshot import RawRow


class CsvFile:
    """Lines and nothing else: totals would be one more row for whoever reads the file."""

    def __init__(
        self, path: Path, title: str, columns: Sequence[Column], types: Sequence[int]
    ) -> None:
        self._lines = CsvLines(columns, types)
        self._stream = path.open("wb")
        self._stream.write(header(columns))

    def write(self, rows: Sequence[RawRow]) -> None:
        """Write some rows."""
        self._stream.write(self._lines.lines(rows))

    def finish(self, totals: Mapping[str, Any]) -> None:
        """Close the file; a CSV file has no totals."""
        self._stream.close()

    def abandon(self) -> None:
        """Let go of a file that nobody wants any more."""
        self._stream.close()
