"""What becomes text of a statement: names of the definition, and nothing that anybody says."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from core.reports.definitions import Broken
from core.reports.library import Library
from core.reports.parts import quoted
from core.reports.prepare import Asker, prepare
from core.reports.refusals import Refused
from tests.core.reports.made import report
from tests.support.reports import DEFINITION, ReportFiles

ASKER = Asker(1, frozenset({"reports.made"}), "Europe/Sofia")
EVIL = "x` FROM users; DROP TABLE users; -- "
HOSTILE = [EVIL, "amount`", "amount) --", "weekday, (SELECT 1)", "1", "-", "--amount", "é", "a\n"]


@pytest.mark.parametrize("name", HOSTILE)
def test_sort_and_grouping_are_those_of_the_definition(files: ReportFiles, name: str) -> None:
    found = report(files)
    with pytest.raises(Refused):
        prepare(found, ASKER, {}, None).rows([name])
    with pytest.raises(Refused):
        prepare(found, ASKER, {}, name)
    with pytest.raises(Refused):
        prepare(found, ASKER, {name: "1"}, None)


@pytest.mark.parametrize("text", [*HOSTILE, "%s", "%(x)s", "'", "\\", "😀"])
def test_a_value_never_becomes_text(files: ReportFiles, text: str) -> None:
    asked = prepare(report(files), ASKER, {"text": text}, "weekday")
    plain = prepare(report(files), ASKER, {"text": "."}, "weekday")
    for mine, other in ((asked.rows(page=(1, 0)), plain.rows(page=(1, 0))),):
        assert mine.text == other.text
        assert text in mine.arguments


@pytest.mark.parametrize("name", [EVIL, "a`b", "A", "a b", "a\n", "", "é"])
def test_a_definition_cannot_name_anything_else(files: ReportFiles, name: str) -> None:
    """The schema refuses it, and if it did not, no statement would be made of it."""
    with pytest.raises(ValueError):
        quoted(name)
    columns = copy.deepcopy(DEFINITION["columns"])
    columns[1]["name"] = name
    files.define({**DEFINITION, "columns": columns})
    found = Library(files.file, files.sql).entries()["made"]
    if not isinstance(found, Broken):
        with pytest.raises(ValueError):
            prepare(found, ASKER, {}, None).rows()


def columns(**more: Any) -> list[dict[str, Any]]:
    found = copy.deepcopy(DEFINITION["columns"])
    for each in found:
        each.update(more.get(each["name"], {}))
    return [*found, *more.get("extra", [])]


def test_a_permission_hides_its_column_and_what_is_made_of_it(files: ReportFiles) -> None:
    share = {"name": "share", "label": "Share", "type": "percent", "ratio": ["amount", "number"]}
    chart = {"kind": "bar", "x": "weekday", "y": ["amount", "number"]}
    guarded = {"amount": {"permission": "reports.margins"}, "extra": [share]}
    found = report(files, columns=columns(**guarded), chart=chart, sort=["-amount", "number"])
    assert found.permissions == ("reports.made", "reports.margins")
    poor = prepare(found, ASKER, {}, None)
    assert not {"amount", "share"} & {each.name for each in (*poor.columns, *poor.totals)}
    for statement in (poor.rows(), poor.summary()):
        assert "amount" not in statement.text.split("FROM")[0]
    assert poor.report.chart == {**chart, "y": ["number"]}
    with pytest.raises(Refused):
        poor.rows(["-amount"])
    rich = Asker(1, frozenset(found.permissions), "Europe/Sofia")
    assert {"amount", "share"} <= {each.name for each in prepare(found, rich, {}, None).columns}


def test_texts_come_in_the_language_of_the_reader(files: ReportFiles) -> None:
    named = {"amount": {"label": {"en": "Amount", "bg": "Сума"}}}
    found = report(files, columns=columns(**named), title={"en": "Made", "bg": "Направено"})
    shown = Asker(1, frozenset(), "UTC", "bg").sees(found)
    assert (shown.title, shown.column("amount").label) == ("Направено", "Сума")
    assert shown.column("number").label == "Number"
    assert Asker(1, frozenset(), "UTC", "de").sees(found).title == "Made"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"period": {"from": "rows", "to": "rows"}}, "period: from names no required filter"),
        ({"columns": columns(amount={"ratio": ["number", "number"]})}, "columns"),
        ({"columns": columns(amount={"cents": True, "type": "integer"})}, "is no money"),
        ({"columns": columns(text={"link": {"filters": {"rows": "no"}}})}, "names no column"),
        ({"columns": columns(text={"link": {"filters": {"no": "text"}}})}, "names no filter"),
        ({"columns": columns(text={"link": {"keep": ["no"]}})}, "keeps no filter"),
        ({"chart": {"kind": "stacked", "x": "weekday", "y": ["amount"]}}, "series"),
        ({"rollups": [{"query": "nothing", "columns": ["amount"]}]}, "cannot be read"),
        ({"cache_seconds": -1}, "cache_seconds"),
        ({"title": {"bg": "Само"}}, "title"),
    ],
)
def test_mistakes_between_parts(files: ReportFiles, fields: dict[str, Any], words: str) -> None:
    files.define({**DEFINITION, **fields})
    found = Library(files.file, files.sql).entries()["made"]
    assert isinstance(found, Broken)
    assert words in str(found.error)
