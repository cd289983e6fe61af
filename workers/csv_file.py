"""Rows as a CSV file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BufferedWriter
from typing import Any

from core.reports.csv_lines import CsvLines
from core.reports.snapshot import RawRow


class CsvFile:
    """Lines and nothing else: totals would be one more row for whoever reads the file."""

    def __init__(self, stream: BufferedWriter, lines: CsvLines) -> None:
        self._stream = stream
        self._lines = lines
        self._stream.write(lines.header())

    def write(self, rows: Sequence[RawRow]) -> None:
        """Write some rows."""
        self._stream.write(self._lines.lines(rows))

    def finish(self, totals: Mapping[str, Any]) -> None:
        """Close the file; a CSV file has no totals."""
        self._stream.close()

    def abandon(self) -> None:
        """Let go of a file that nobody wants any more."""
        self._stream.raw.close()
