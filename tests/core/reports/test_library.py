"""Definitions: read again when they change; a mistake is one report's alone."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from core.reports.definitions import Broken, Report, ReportError
from core.reports.library import Library
from ops.paths import ROOT
from tests.support.reports import DEFINITION, QUERY, ReportFiles

PAGE = {"name": "page", "label": "Page", "type": "text"}


def changed(**fields: Any) -> dict[str, Any]:
    return {**copy.deepcopy(DEFINITION), **fields}


def library(files: ReportFiles) -> Library:
    return Library(files.file, files.sql)


def test_shipped_reports_are_well() -> None:
    """Every definition has its query and every query its definition."""
    found = Library(ROOT / "reports.json", ROOT / "sql/reports").entries()
    assert all(isinstance(entry, Report) for entry in found.values())
    assert set(found) == {path.stem for path in (ROOT / "sql/reports").glob("*.sql")}


def test_changes_are_seen_at_once(files: ReportFiles) -> None:
    """No restart: the next look sees the new definition and the new query."""
    found = library(files)
    before = found.entries()["made"]
    assert found.entries()["made"] is before
    files.query("made", QUERY + "\n-- changed\n")
    files.define(changed(title="Other"))
    after = found.entries()["made"]
    assert isinstance(after, Report)
    assert after.title == "Other"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"id": "other"}, "other.sql"),
        ({"columns": []}, "columns"),
        ({"colums": []}, "colums"),
        ({"permission": "everything"}, "permission"),
        ({"sort": ["-nothing"]}, "no column 'nothing'"),
        ({"group_by": [{"name": "x", "label": "X", "columns": ["no"]}]}, "names no column"),
        ({"group_by": [{"name": "x", "label": "X", "columns": ["amount"]}]}, "has a total"),
        ({"chart": {"kind": "bar", "x": "no", "y": ["amount"]}}, "names no grouping"),
        ({"chart": {"kind": "bar", "x": "weekday", "y": ["text"]}}, "with a total"),
        ({"filters": [*DEFINITION["filters"], PAGE]}, "taken"),
        ({"filters": [{"name": "a", "label": "A", "type": "choice"}]}, "not valid"),
    ],
)
def test_a_broken_report_is_alone(files: ReportFiles, fields: dict[str, Any], words: str) -> None:
    """The others go on; the broken one knows why, and where."""
    good = changed(id="good", permission="reports.good")
    files.query("good", QUERY)
    files.define(changed(**fields), good)
    found = library(files).entries()
    assert isinstance(found["good"], Report)
    broken = found[fields.get("id", "made")]
    assert isinstance(broken, Broken)
    assert words in str(broken.error)


def test_mistakes_have_their_line(files: ReportFiles) -> None:
    """A person is sent to the line, not to the file."""
    columns = copy.deepcopy(DEFINITION["columns"])
    columns[3]["type"] = "gold"
    files.define(DEFINITION, changed(id="b", columns=columns))
    found = library(files).entries()["b"]
    assert isinstance(found, Broken)
    line = files.file.read_text().splitlines()[found.error.line - 1]
    assert line.strip().rstrip(",") == '"type": "gold"'


def test_the_same_id_twice(files: ReportFiles) -> None:
    """The first of two stays."""
    files.define(DEFINITION, DEFINITION)
    found = library(files).entries()
    assert isinstance(found["made"], Report)
    assert [type(entry) for entry in found.values()] == [Report, Broken]


@pytest.mark.parametrize("text", ["[{", "{}", "[1]", '["a"]', ""])
def test_a_file_that_is_no_list(files: ReportFiles, text: str) -> None:
    """What was read before stays in use; a first look says what is wrong."""
    found = library(files)
    assert isinstance(found.entries()["made"], Report)
    files.file.write_text(text)
    try:
        is_list = isinstance(json.loads(text), list)
    except ValueError:
        is_list = False
    if is_list:
        assert all(isinstance(entry, Broken) for entry in found.entries().values())
    else:
        assert isinstance(found.entries()["made"], Report)
        with pytest.raises(ReportError):
            library(files).entries()
