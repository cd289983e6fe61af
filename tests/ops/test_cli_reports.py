"""`./store reports`: what is wrong is said with file and line."""

from __future__ import annotations

from pathlib import Path

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


def run(*arguments: str) -> Result:
    return CliRunner().invoke(reports, list(arguments))


def test_shipped_reports_are_well(in_stack_env: dict[str, str]) -> None:
    """What we ship passes its own check."""
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "all well" in result.output


def test_new_report_is_well(files: ReportFiles) -> None:
    """A report that was just begun can be used as it is."""
    assert run("new", "best_sellers").exit_code == 0
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "2 reports" in result.output
    assert run("new", "best_sellers").exit_code == 1
    assert run("new", "../x").exit_code == 1


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
