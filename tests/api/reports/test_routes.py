"""Reports over HTTP."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.api.reports.conftest import Caller
from tests.support.reports import DEFINITION, QUERY, ReportFiles
from tests.support.shop import Person, Shop

ROWS = "/reports/made/rows"


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.json["code"] == code
    return dict(answer.json)


def test_list_and_definition(staff: Caller, files: ReportFiles) -> None:
    """A page draws a report from its definition alone."""
    listed = staff.get("/reports").json["items"]
    assert [each["id"] for each in listed] == ["made"]
    found = staff.get("/reports/made").json
    assert [each["name"] for each in found["columns"]] == [
        each["name"] for each in DEFINITION["columns"]
    ]
    assert found["filters"][0]["default"] == 10
    assert found["group_by"][0]["name"] == "weekday"


def test_rows_are_typed_and_paged(staff: Caller) -> None:
    """Money is text, times are UTC, totals are over all rows and not of the page."""
    found = staff.get(ROWS, rows="205", page="3", page_size="100").json
    assert [item["number"] for item in found["items"]] == [200, 201, 202, 203, 204]
    assert found["items"][0] == {
        "number": 200,
        "text": "Text 200.",
        "weekday": 4,
        "amount": "2.00",
        "made_at": "2026-01-01T22:33:20Z",
        "day": "2026-01-01",
    }
    assert found["totals"] == {"number": 205, "amount": "209.10"}
    assert (found["total"], found["page"], found["page_size"]) == (205, 3, 100)
    assert found["currency"] == "EUR"


def test_grouped(staff: Caller) -> None:
    """Groups hold what names them and the totals; those of the whole stay the same."""
    found = staff.get(ROWS, rows="14", group_by="weekday", sort="-amount,weekday").json
    assert [each["name"] for each in found["columns"]] == ["weekday", "number", "amount"]
    assert found["items"][0] == {"weekday": 6, "number": 2, "amount": "0.19"}
    assert found["total"] == 7
    assert found["totals"] == {"number": 14, "amount": "0.91"}


def test_empty(staff: Caller) -> None:
    """No rows are no error."""
    found = staff.get(ROWS, rows="0", group_by="weekday").json
    assert (found["items"], found["total"]) == ([], 0)
    assert found["totals"] == {"number": 0, "amount": None}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"rows": "many"}, "rows"),
        ({"rows": "1.5"}, "rows"),
        ({"rows": "9" * 30}, "rows"),
        ({"text": "x" * 201}, "text"),
        ({"text": "\0"}, "text"),
        ({"group_by": "text"}, "group_by"),
        ({"sort": "nothing"}, "sort"),
        ({"sort": "number;DROP TABLE users"}, "sort"),
        ({"sort": "day", "group_by": "weekday"}, "sort"),
        ({"page": "0"}, "page"),
        ({"page_size": "101"}, "page_size"),
        ({"time_zone": "UTC"}, "time_zone"),
    ],
)
def test_bad_requests_name_the_field(staff: Caller, query: dict[str, str], field: str) -> None:
    """Nothing is ignored, nothing reaches the query."""
    found = problem(staff.get(ROWS, **query), 422, "validation_failed")
    assert field in found["errors"]


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE users; --", "%s", "%(x)s", "\\", "' OR 1=1 #", "😀"]
)
def test_values_are_bound(staff: Caller, text: str) -> None:
    """A value is a value, whatever it looks like."""
    assert staff.get(ROWS, rows="1", text=text).json["items"][0]["text"] == f"Text 0{text}"


def test_permission(
    staff: Caller,
    make_app: Callable[..., Flask],
    sign_in: Callable[[Flask, Person], Caller],
    shop: Shop,
    files: ReportFiles,
) -> None:
    """Who does not hold the permission sees no report, and is told which one it takes."""
    assert staff.get("/reports").status_code == 200
    customer = sign_in(make_app(**files.env), shop.customer())
    assert customer.get("/reports").json["items"] == []
    for path in ("/reports/made", ROWS, "/reports/made/rows.csv"):
        assert "reports.made" in problem(customer.get(path), 403, "forbidden")["detail"]
    asked = customer.post("/reports/made/exports", {"format": "csv"})
    problem(asked, 403, "forbidden")
    problem(staff.get("/reports/none"), 404, "not_found")


def test_anonymous(make_app: Callable[..., Flask], files: ReportFiles) -> None:
    """Reports are for those who are logged in."""
    client = make_app(**files.env).test_client()
    for path in ("/reports", "/reports/made", ROWS, "/exports", "/exports/1/file"):
        problem(client.get(f"/api/v1{path}"), 401, "unauthenticated")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT x FROM nowhere",
        "SELECT :nothing",
        "SELEC 1",
        "SELECT 1 AS other",
        "DROP TABLE users",
    ],
)
def test_a_broken_report_breaks_alone(staff: Caller, files: ReportFiles, sql: str) -> None:
    """One report is wrong: it says so, the others answer."""
    files.define(DEFINITION, {**DEFINITION, "id": "bad", "permission": "reports.bad"})
    files.query("bad", sql)
    assert {each["id"] for each in staff.get("/reports").json["items"]} == {"made", "bad"}
    said = problem(staff.get("/reports/bad/rows"), 503, "report_broken")
    assert not {"nowhere", "bad.sql", "users"} & set(re.findall(r"[\w.]+", said["detail"]))
    problem(staff.get("/reports/bad/rows.csv"), 503, "report_broken")
    assert staff.get(ROWS).status_code == 200
    files.query("bad", QUERY)
    assert staff.get("/reports/bad/rows").status_code == 200


def test_a_query_that_writes_is_refused(staff: Caller, files: ReportFiles) -> None:
    """The login of the reports may only read, whatever stands in a query."""
    files.query("made", "WITH x AS (SELECT 1 AS n) SELECT n, LOAD_FILE('/etc/passwd') FROM x")
    problem(staff.get(ROWS), 503, "report_broken")
    files.query("made", "SELECT output_hash FROM user_credentials")
    problem(staff.get(ROWS), 503, "report_broken")


@pytest.fixture
def make_staff(
    make_app: Callable[..., Flask],
    sign_in: Callable[[Flask, Person], Caller],
    shop: Shop,
    files: ReportFiles,
) -> Callable[[], Caller]:
    """An administrator of an application that has not read the settings yet."""
    return lambda: sign_in(make_app(**files.env), shop.staff())


def test_time_limit(
    make_staff: Callable[[], Caller], files: ReportFiles, setting: Callable[[str, int], None]
) -> None:
    """A query that takes too long ends, and says what to do."""
    files.query("made", QUERY.replace("number < :rows", "number < :rows AND SLEEP(0.2) = 0"))
    setting("report_seconds", 1)
    found = problem(make_staff().get(ROWS, rows="100"), 503, "report_timeout")
    assert "choose less" in found["detail"]


def test_csv_at_once(make_staff: Callable[[], Caller], setting: Callable[[str, int], None]) -> None:
    """Small reports stream; large ones point to the export."""
    setting("report_rows_limit", 1000)
    staff = make_staff()
    answer = staff.get("/reports/made/rows.csv", rows="1000", sort="-number")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "made.csv" in answer.headers["Content-Disposition"]
    lines = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(lines) == 1001
    assert lines[1][0] == "999"
    found = problem(staff.get("/reports/made/rows.csv", rows="1001"), 422, "report_too_large")
    assert "export" in found["detail"]
