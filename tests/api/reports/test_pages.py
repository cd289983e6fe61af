"""Pages of reports: levels, subtotals, links, parts, the time before, limits, what is kept."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.api.reports.conftest import Caller
from tests.api.reports.test_routes import problem
from tests.support.logins import Login
from tests.support.reports import DEFINITION, QUERY, ReportFiles

ROWS = "/reports/made/rows"
SALES = """\
-- made: three sales on each day of three months.
WITH RECURSIVE days AS (
    SELECT CAST('2026-01-01' AS DATE) AS day, 0 AS number
    UNION ALL
    SELECT day + INTERVAL 1 DAY, number + 1 FROM days WHERE day < '2026-03-31'
),
kinds AS (SELECT 'a' AS kind, 1 AS kind_id UNION ALL SELECT 'b', 2 UNION ALL SELECT NULL, 3)
SELECT
    d.number * 3 + k.kind_id AS id,
    d.day,
    DATE_FORMAT(d.day, '%Y-%m') AS month,
    k.kind,
    k.kind_id,
    100 * k.kind_id + d.number AS revenue,
    k.kind_id AS pieces,
    :actor_id AS asker
FROM days AS d
CROSS JOIN kinds AS k
WHERE
    d.day BETWEEN :from AND :to
    AND (:kinds IS NULL OR JSON_CONTAINS(:kinds, JSON_QUOTE(k.kind)));
"""
REPORT: dict[str, Any] = {
    "id": "made",
    "title": {"en": "Made", "bg": "Направено"},
    "description": "One row per sale.",
    "permission": "reports.made",
    "period": {"from": "from", "to": "to"},
    "key": ["id"],
    "sort": ["-day"],
    "filters": [
        {
            "name": name,
            "label": name,
            "type": "date",
            "required": True,
            "default": default,
        }
        for name, default in (("from", "2026-01-01"), ("to", "2026-03-31"))
    ]
    + [
        {
            "name": "kinds",
            "label": "Kinds",
            "type": "choices",
            "options": [
                {"value": "a", "label": {"en": "A", "bg": "А"}},
                {"value": "b", "label": "B"},
            ],
        }
    ],
    "group_by": [
        {
            "name": "month",
            "label": "Month",
            "columns": ["month"],
            "time": "month",
            "link": {"filters": {"kinds": "kind"}, "keep": ["from", "to"]},
        },
        {"name": "kind", "label": "Kind", "columns": ["kind"], "key": ["kind_id"]},
    ],
    "columns": [
        {"name": "day", "label": "Day", "type": "date"},
        {"name": "month", "label": "Month", "type": "text", "hidden": True},
        {
            "name": "kind",
            "label": {"en": "Kind", "bg": "Вид"},
            "type": "text",
            "link": {"filters": {"kinds": "kind"}, "keep": ["from"], "group_by": "month"},
        },
        {"name": "pieces", "label": "Pieces", "type": "integer", "hidden": True, "total": "sum"},
        {"name": "revenue", "label": "Revenue", "type": "money", "cents": True, "total": "sum"},
        {"name": "each", "label": "Each", "type": "money", "ratio": ["revenue", "pieces"]},
    ],
}


@pytest.fixture
def sales(staff: Caller, files: ReportFiles) -> Caller:
    """Somebody who sees them."""
    files.query("made", SALES)
    files.define(REPORT)
    return staff


def test_two_levels_have_subtotals(sales: Caller) -> None:
    found = sales.get(ROWS, group_by="month,kind", sort="-revenue").json
    names = ["month", "kind", "pieces", "revenue", "each"]
    assert [each["name"] for each in found["columns"]] == names
    # The first level stays together, whatever the second is sorted by.
    assert [row["month"] for row in found["items"]] == [
        month for month in ("2026-01", "2026-02", "2026-03") for _ in range(3)
    ]
    assert [row["kind"] for row in found["items"][:3]] == [None, "b", "a"]
    assert [row["month"] for row in found["subtotals"]] == ["2026-01", "2026-02", "2026-03"]
    first = found["subtotals"][0]
    assert first["revenue"] == "199.95"
    assert first["each"] == "1.08"
    assert found["total"] == 9
    # The ratio of all is the ratio of the sums.
    assert found["totals"]["each"] == f"{float(found['totals']['revenue']) / (90 * 6):.2f}"


def test_subtotals_are_those_of_the_page(sales: Caller) -> None:
    found = sales.get(ROWS, group_by="month,kind", page="2", page_size="3").json
    assert [row["month"] for row in found["subtotals"]] == ["2026-02"]


def test_hidden_columns_are_there_for_groups_and_totals(sales: Caller) -> None:
    found = sales.get(ROWS, page_size="1").json
    assert [each["name"] for each in found["columns"]] == ["day", "kind", "revenue", "each"]
    assert found["totals"]["pieces"] == 540
    row = found["items"][0]
    assert (row["revenue"], row["each"]) == ("3.89", "1.30")
    assert found["columns"][1]["link"] == {
        "report": "made",
        "filters": {"kinds": "kind"},
        "keep": ["from"],
        "group_by": "month",
    }


@pytest.mark.parametrize("parts", ["rows", "totals", "total", "rows,total", "subtotals"])
def test_what_is_not_asked_for_is_not_there(sales: Caller, parts: str) -> None:
    found = sales.get(ROWS, group_by="month,kind", parts=parts).json
    named = {"rows": "items"}
    there = {named.get(part, part) for part in parts.split(",")}
    assert {"items", "totals", "total", "subtotals"} & set(found) == there


def test_several_choices(sales: Caller) -> None:
    assert sales.get(ROWS, kinds="a").json["total"] == 90
    assert sales.get(ROWS, kinds=["a", "b"]).json["filters"]["kinds"] == ["a", "b"]
    problem(sales.get(ROWS, kinds=["a", "c"]), 422, "validation_failed")
    problem(sales.get(ROWS, page=["1", "2"]), 422, "validation_failed")


def test_the_time_before_beside_each_group(sales: Caller) -> None:
    march = {"from": "2026-03-01", "to": "2026-03-31"}
    found = sales.get(ROWS, **march, group_by="month", compare="previous").json
    before = found["previous"]
    assert (before["from"], before["to"]) == ("2026-02-01", "2026-02-28")
    assert [row["month"] for row in before["items"]] == ["2026-02"]
    assert before["totals"]["pieces"] == 28 * 6
    found = sales.get(ROWS, **march, group_by="kind", compare="previous", sort="-revenue").json
    assert [row["kind"] for row in found["items"]] == [None, "b", "a"]
    assert [row["kind"] for row in found["previous"]["items"]] == [None, "b", "a"]
    january = {"from": "2026-01-01", "to": "2026-01-31"}
    found = sales.get(ROWS, **january, group_by="month", compare="previous").json
    assert found["previous"]["items"] == [None]
    assert sales.get(ROWS, compare="previous").json["previous"]["items"] == []


def test_labels_follow_accept_language(sales: Caller) -> None:
    bulgarian = {"Accept-Language": "bg,en;q=0.5"}
    found = sales.get("/reports/made", headers=bulgarian).json
    assert (found["title"], found["filters"][2]["options"][0]["label"]) == ("Направено", "А")
    listed = sales.get("/reports", headers={"Accept-Language": "de"}).json["items"]
    assert [each["title"] for each in listed] == ["Made"]
    shown = sales.get(ROWS, headers=bulgarian, page_size="1").json
    assert shown["columns"][1]["label"] == "Вид"


def test_options_follow_the_filter_that_they_depend_on(sales: Caller, files: ReportFiles) -> None:
    changed = copy.deepcopy(REPORT)
    changed["filters"][2] = {
        "name": "kinds",
        "label": "Kinds",
        "type": "choices",
        "options_sql": "kinds",
        "depends_on": ["from"],
    }
    files.define(changed)
    kinds = files.sql / "options/kinds.sql"
    kinds.write_text("SELECT 'a' AS value, CONCAT('since ', :from) AS label")
    path = "/reports/made/filters/kinds/options"
    found = sales.get(path, **{"from": "2026-02-01"}).json
    assert found["items"] == [{"value": "a", "label": "since 2026-02-01"}]
    assert sales.get(path, q="nothing of this").json["items"] == []
    assert sales.get(ROWS, kinds="a", page_size="1").json["total"] == 90
    problem(sales.get(ROWS, kinds="z"), 422, "validation_failed")
    problem(sales.get(path, colour="red"), 422, "validation_failed")


def test_no_more_rows_than_the_definition_allows(sales: Caller, files: ReportFiles) -> None:
    files.define({**REPORT, "row_limit": 30})
    assert len(sales.get(ROWS, page="2", page_size="24").json["items"]) == 6
    found = problem(sales.get(ROWS, page="3", page_size="24"), 422, "validation_failed")
    assert "first 30 rows" in found["detail"]
    problem(sales.get("/reports/made/rows.csv"), 422, "report_too_large")


def test_a_report_may_have_less_time_than_the_setting(sales: Caller, files: ReportFiles) -> None:
    files.query("made", QUERY.replace("number < :rows", "number < :rows AND SLEEP(0.2) = 0"))
    files.define({**DEFINITION, "seconds": 1})
    problem(sales.get(ROWS, rows="100"), 503, "report_timeout")


def test_an_answer_is_kept_as_long_as_the_definition_says(
    sales: Caller, files: ReportFiles
) -> None:
    """By what was asked: another range, another column, another person is another answer."""
    files.query(
        "made",
        SALES.replace("k.kind_id AS pieces", "CAST(RAND() * 1e9 AS SIGNED) AS pieces"),
    )
    first = sales.get(ROWS, group_by="month").json
    assert sales.get(ROWS, group_by="month").json["totals"] != first["totals"]
    files.define({**REPORT, "cache_seconds": 60})
    kept = sales.get(ROWS, group_by="month").json
    assert sales.get(ROWS, group_by="month").json == kept
    other = sales.get(ROWS, group_by="month", to="2026-03-30").json
    assert other["totals"] != kept["totals"]


def test_a_page_takes_four_statements_at_most(
    sales: Caller, files: ReportFiles, as_admin: Login
) -> None:
    if not as_admin.value("SELECT @@performance_schema"):
        pytest.skip("this server does not count statements")
    changed = copy.deepcopy(REPORT)
    for name in ("one", "two"):
        changed["filters"].append(
            {"name": name, "label": name, "type": "choice", "options_sql": "kinds"}
        )
    files.define(changed)
    (files.sql / "options/kinds.sql").write_text("SELECT 'a' AS value, 'A' AS label")
    files.query("made", SALES.replace("WHERE", "WHERE :one <=> :two AND"))
    query = {"group_by": "kind", "one": "a", "two": "a"}
    assert sales.get(ROWS, **query).json["total"] == 3

    def sent() -> int:
        return int(
            as_admin.value(
                "SELECT SUM(count_star) FROM performance_schema.events_statements_summary_by_user"
                "_by_event_name WHERE user = 'report_login' AND event_name LIKE 'statement/sql/%%'"
            )
        )

    before = sent()
    assert sales.get(ROWS, **query).status_code == 200
    assert sent() - before <= 4
