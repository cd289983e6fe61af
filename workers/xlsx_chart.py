"""The chart of a grouped report as a chart of Excel's own, on a sheet of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from core.reports.definitions import Column
from core.reports.select import AskedReport
from core.reports.snapshot import RawRow

# More than this nobody reads in a chart.
MOST_POINTS, MOST_SERIES = 500, 20
KINDS: dict[str, dict[str, str]] = {
    "line": {"type": "line"},
    "sparkline": {"type": "line"},
    "bar": {"type": "column"},
    "stacked": {"type": "column", "subtype": "stacked"},
    "pie": {"type": "pie"},
}
SIZE = {"x_scale": 2.2, "y_scale": 2.0}


class Chart:
    """One series for each measure; under two groupings one for each group of the second."""

    def __init__(
        self,
        title: str,
        kind: str,
        columns: Sequence[Column],
        names: Sequence[int],
        y: Sequence[int],
    ) -> None:
        self._title = title
        self._kind = kind
        self._columns = columns
        # Where the rows hold the names of groups, level by level, and what is drawn of them.
        self._names = names
        self._y = y
        self._table: dict[bytes, dict[bytes, bytes]] = {}
        self._series: dict[bytes, None] = {}

    @classmethod
    def of(cls, asked: AskedReport) -> Self | None:
        """The chart of a report as it is asked for, if it has one and its rows are groups."""
        chart, groupings = asked.report.chart, asked.groupings
        if not chart or not groupings:
            return None
        places = {each.name: place for place, each in enumerate(asked.columns)}
        y = [places[name] for name in chart["y"] if name in places]
        names = [places[each.columns[0]] for each in groupings]
        return cls(asked.report.title, chart["kind"], asked.columns, names, y) if y else None

    def keep(self, rows: Sequence[RawRow]) -> None:
        """Remember what a chart of two levels needs: its table is not that of the rows."""
        if len(self._names) == 1:
            return
        (outer, inner), y = self._names, self._y[0]
        for row in rows:
            point, series, value = row[outer] or b"", row[inner] or b"", row[y]
            if value is None or (len(self._table) >= MOST_POINTS and point not in self._table):
                continue
            if len(self._series) < MOST_SERIES or series in self._series:
                self._series[series] = None
                self._table.setdefault(point, {})[series] = value

    def draw(self, book: Workbook, name: str, rows: Worksheet, end: int) -> None:
        """Put the chart on a new sheet; `end` is the row after the last of the first sheet."""
        last = min(end - 1, MOST_POINTS)
        if last < 1:
            return
        sheet = book.add_worksheet(name)
        chart: Any = book.add_chart(KINDS[self._kind])
        if len(self._names) == 1:
            points = [rows.get_name(), 1, self._names[0], last, self._names[0]]
            series = [(0, place, rows.get_name(), last) for place in self._y]
        else:
            self._write_table(sheet)
            last = len(self._table)
            points = [name, 1, 0, last, 0]
            series = [(0, place, name, last) for place in range(1, len(self._series) + 1)]
        for row, place, where, bottom in series[:1] if self._kind == "pie" else series:
            chart.add_series(
                {
                    "name": [where, row, place],
                    "categories": points,
                    "values": [where, 1, place, bottom, place],
                }
            )
        # A title that begins like a formula would be taken for one.
        chart.set_title({"name": self._title.lstrip("=") or name})
        sheet.insert_chart(0, 0 if len(self._names) == 1 else len(self._series) + 2, chart, SIZE)

    def _write_table(self, sheet: Worksheet) -> None:
        for place, series in enumerate(self._series, 1):
            sheet.write_string(0, place, series.decode(errors="replace"))
        for row, (point, values) in enumerate(self._table.items(), 1):
            sheet.write_string(row, 0, point.decode(errors="replace"))
            for place, series in enumerate(self._series, 1):
                if series in values:
                    sheet.write_number(row, place, float(values[series]))
