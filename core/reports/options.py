"""What may be chosen in a filter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.reports.definitions import SOUGHT, Filter, Report
from core.reports.page import Reader, Row
from core.reports.parts import Statement
from core.reports.prepare import Asker
from core.reports.select import AskedReport
from core.reports.sql import Query
from core.reports.values import arguments

MOST = 50
LONGEST_LABEL = 200
Option = dict[str, str]


def listed(report: Report, each: Filter, asker: Asker, reader: Reader) -> list[Option]:
    """All choices of a filter that does not depend on others."""
    if each.options:
        return [dict(option) for option in each.options]
    if not each.options_sql or each.depends_on:
        return []
    return _read(report, each, asker, {}, reader)


def found(
    report: Report,
    each: Filter,
    asker: Asker,
    values: Mapping[str, Any],
    text: str,
    reader: Reader,
) -> list[Option]:
    """The first choices that hold a text, where the other filters have these values."""
    if each.has_lookup:
        return _read(report, each, asker, {**values, SOUGHT: text}, reader)[:MOST]
    options = (
        _read(report, each, asker, values, reader)
        if each.options_sql
        else [dict(option) for option in each.options]
    )
    sought = text.casefold()
    return [option for option in options if sought in option["label"].casefold()][:MOST]


def unknown_choices(
    report: Report,
    asker: Asker,
    chosen: Mapping[str, list[str]],
    values: Mapping[str, Any],
    reader: Reader,
) -> set[str]:
    """The filters of which something was chosen that there is not; one statement for all."""
    given = arguments(report, {**values, **asker.built_in})
    parts, sent = [], []
    for name in chosen:
        query = report.options[name]
        parts.append(
            f"SELECT %s AS filter_name, options.value FROM (\n{query.text}\n) AS options"
            f" WHERE options.value IN ({', '.join(['%s'] * len(chosen[name]))})"
        )
        sent += [name, *query.arguments(given), *chosen[name]]
    rows = reader.rows(Statement("\nUNION ALL\n".join(parts), sent))
    there = {(row["filter_name"], str(row["value"])) for row in rows}
    return {name for name, each in chosen.items() if not there.issuperset((name, x) for x in each)}


def chosen(asked: AskedReport, reader: Reader) -> dict[str, list[str]]:
    """What was chosen, by filter, as options call it; a value without an option as itself."""
    found = {}
    for each in asked.report.filters:
        value = asked.values[each.name]
        values = value if isinstance(value, list) else [] if value is None else [value]
        labels = {option["value"]: option["label"] for option in each.options}
        if query := asked.report.options.get(each.name):
            for one in values if each.has_lookup else values[:1]:
                given = {**asked.values, SOUGHT: str(one)}
                rows = _rows(asked.report, query, given, reader)
                labels |= {str(row["value"]): str(row["label"]) for row in rows}
        found[each.name] = [labels.get(str(one), str(one)) for one in values]
    return found


def _read(
    report: Report, each: Filter, asker: Asker, values: Mapping[str, Any], reader: Reader
) -> list[Option]:
    rows = _rows(report, report.options[each.name], {**values, **asker.built_in}, reader)
    return [
        {"value": str(row["value"]), "label": str(row["label"])[:LONGEST_LABEL]} for row in rows
    ]


def _rows(report: Report, query: Query, values: Mapping[str, Any], reader: Reader) -> list[Row]:
    return reader.rows(Statement(query.text, query.arguments(arguments(report, values))))
