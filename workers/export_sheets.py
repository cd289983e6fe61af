"""The file of an export as it is begun: in its format, its owner's language and preferences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BufferedWriter

from core.db import Row
from core.reports.csv_lines import CsvLines, Dialect
from core.reports.select import AskedReport
from workers import about
from workers.context import Context
from workers.csv_file import CsvFile
from workers.xlsx_chart import Chart
from workers.xlsx_file import Described, XlsxFile

Sheet = CsvFile | XlsxFile


def begin(
    here: Context,
    export: Row,
    asked: AskedReport,
    chosen: Mapping[str, Sequence[str]],
    types: Sequence[int],
    stream: BufferedWriter,
    rows: int | None,
) -> Sheet:
    """Begin the file of an export; `types` are those that the server sends,
    `chosen` is what filters call their values."""
    if export["file_format"] == "csv":
        return CsvFile(stream, CsvLines(asked.columns, types, Dialect.of(export)))
    text = here.settings.text
    place = about.Place(text("shop_name"), text("currency"), text("time_zone"))
    person = about.Person(export["owner_name"], export["language_code"])
    facts = about.facts(asked, chosen, person, place, rows or 0)
    words = about.words(person.language)
    described = Described(asked.report.title, place.currency, words, facts)
    return XlsxFile(stream, asked.columns, types, described, Chart.of(asked))
