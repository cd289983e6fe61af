"""`./store reports`: what is wrong is said with file and line."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from core.checks import read_checks
from ops.cli_reports import reports
from tests.support.reports import DEFINITION, QUERY, ReportFiles, made
from tests.support.shop import Shop


@pytest.fixture
def files(
    tmp_path: Path, in_stack_env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> ReportFiles:
    """A definition and a query for a test to change, which this process finds."""
    files = made(tmp_path / "reports")
    for name, value in files.env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(files.folder)
    return files


def run(*arguments: str, answers: str = "") -> Result:
    return CliRunner().invoke(reports, list(arguments), input=answers)


def test_shipped_reports_are_well(in_stack_env: dict[str, str]) -> None:
    """What we ship passes its own check."""
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "all well" in result.output


def test_new_report_is_well(files: ReportFiles) -> None:
    """A report that was just begun can be used as it is."""
    for number, about in enumerate(("orders", "users", "products"), 2):
        made = run("new", answers=f"best_{about}\nBest {about}\n{about}\n\n")
        assert made.exit_code == 0, made.output
        result = run("check")
        assert result.exit_code == 0, result.output
        assert f"{number} reports" in result.output
        assert run("run", f"best_{about}", "--format", "json").exit_code == 0
    found = json.loads(files.file.read_text())[1]
    assert (found["title"], found["permission"]) == ("Best orders", "reports.best_orders")
    assert run("new", "best_orders").exit_code == 1
    assert run("new", "../x").exit_code == 1
    refused = run("new", "x", "--title", "X", "--about", "orders", "--permission", "users.all")
    assert refused.exit_code == 1


@pytest.mark.parametrize("form", ["table", "csv", "json", "xlsx"])
def test_a_report_is_run_at_the_terminal(files: ReportFiles, tmp_path: Path, form: str) -> None:
    output = tmp_path / f"made.{form}"
    chosen = ["--filter", "rows=14", "--filter", "text==1", "--sort", "-amount"]
    more = ["--output", str(output)] if form == "xlsx" else []
    plain = run("run", "made", *chosen, "--format", form, *more)
    grouped = run("run", "made", *chosen, "--group-by", "weekday", "--format", form, *more)
    assert plain.exit_code == grouped.exit_code == 0, plain.output + grouped.output
    if form == "xlsx":
        book = openpyxl.load_workbook(output)
        rows = list(book.worksheets[0].iter_rows(values_only=True))
        assert rows[0] == ("Weekday", "Number", "Amount")
        assert (rows[1], rows[-1]) == ((6, 2, 0.19), (None, 14, 0.91))
    elif form == "json":
        assert json.loads(grouped.output)["items"][0]["amount"] == "0.19"
        assert json.loads(plain.output)["items"][0]["text"] == "Text 13=1"
    elif form == "csv":
        lines = list(csv.reader(plain.output.lstrip("\ufeff").splitlines()))
        assert lines[1][:2] == ["13", "Text 13=1"]
    else:
        assert grouped.output.splitlines()[-1].split() == ["14", "0.91"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "no report 'nothing'"),
        (["made", "--filter", "rows"], "NAME=VALUE"),
        (["made", "--filter", "rows=many"], "Not a whole number"),
        (["made", "--filter", "colour=red"], "Unknown field"),
        (["made", "--group-by", "colour"], "one or two of: weekday"),
        (["made", "--sort", "colour"], "no column 'colour'"),
        (["made", "--format", "xlsx"], "--output"),
        (["made", "--format", "pdf"], "pdf"),
    ],
)
def test_what_cannot_be_run_is_said(files: ReportFiles, arguments: list[str], said: str) -> None:
    result = run("run", *arguments)
    assert result.exit_code != 0
    assert said in result.output


def test_the_scan_of_a_large_table_is_a_warning(
    files: ReportFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.reports.check.LARGE", 30)
    files.query("made", QUERY.replace("FROM digits AS g,", "FROM settings AS s, digits AS g,"))
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "made.sql:8: warning: all of the large table s is read" in result.output


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (QUERY.replace("AS amount", "AS amounts"), "reports.json:52: made.sql gives no column"),
        (QUERY.replace("FROM numbers\n", "FRM numbers\n"), "sql/made.sql:"),
        (QUERY.replace("MOD(number, 7)", "numbr"), "sql/made.sql:16: Unknown column 'numbr'"),
        (QUERY.replace("CAST(number / 100 AS DECIMAL(12, 2))", "'x'"), "'amount' as money"),
        (QUERY.replace(":rows;", ":wors;"), "made.sql:21: :wors is no filter"),
        ("SELECT * FROM user_credentials", "made.sql:1: SELECT command denied"),
    ],
)
def test_mistakes(files: ReportFiles, sql: str, said: str) -> None:
    """File and line of each mistake."""
    files.query("made", sql)
    result = run("check")
    assert result.exit_code == 1
    assert said in result.output


def test_a_query_without_a_definition(files: ReportFiles) -> None:
    """Files and definitions go together."""
    files.query("lonely", QUERY)
    assert "sql/lonely.sql:1: reports.json has no report 'lonely'" in run("check").output
    files.define(DEFINITION, {**DEFINITION, "id": "other"})
    assert "sql/other.sql:1: the query cannot be read" in run("check").output


def test_no_json(files: ReportFiles, tmp_path: Path) -> None:
    """Even what is no JSON has a line."""
    files.file.write_text("[\n  {,\n]")
    result = run("check")
    assert result.exit_code == 1
    assert result.output.startswith("reports.json:2: ")


def test_rebuild_mends_facts_and_sums(in_stack_env: dict[str, str], shop: Shop) -> None:
    order = shop.paid_order()
    shop.relay()
    assert run("rebuild").exit_code == 0
    mine = "FROM sales_facts WHERE order_id = %s"
    shop.admin.execute(f"DELETE {mine}", order["id"])
    shop.admin.execute("UPDATE sales_by_hour SET quantity = quantity + 1")
    shop.admin.execute(
        "INSERT INTO sales_facts VALUES ('2001-02-03', 1, 99, 1, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1)"
    )
    result = run("rebuild")
    assert result.exit_code == 0, result.output
    assert shop.admin.value(f"SELECT COUNT(*) {mine}", order["id"]) == 1
    checks = {check.name: check.sql for check in read_checks()}
    for name in ("sales_facts", "sales_sums"):
        assert shop.admin.rows(checks[name]) == []
