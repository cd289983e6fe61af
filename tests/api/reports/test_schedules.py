"""Schedules of reports over HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.api.reports.conftest import Caller
from tests.api.reports.test_routes import problem
from tests.support.reports import ReportFiles
from tests.support.schedules import exports_of, leased, make_due, run_due
from tests.support.shop import Person, Shop

DAILY = {"report": "made", "title": "Mine", "format": "csv", "every": "daily", "hour": 6}


def add(staff: Caller, **fields: Any) -> dict[str, Any]:
    answer = staff.post("/report-schedules", {**DAILY, **fields})
    assert answer.status_code == 201, answer.text
    return dict(answer.json)


def test_asked_for_changed_and_removed(staff: Caller) -> None:
    """What was asked for comes back as it was written."""
    made = add(staff, filters={"rows": 5}, group_by="weekday", every="weekly", weekday=1)
    assert (made["filters"], made["group_by"]) == ({"rows": 5}, "weekday")
    assert (made["every"], made["weekday"], made["month_day"], made["hour"]) == (
        "weekly",
        1,
        None,
        6,
    )
    assert made["is_active"] is True and made["next_at"].endswith("Z")
    path = f"/report-schedules/{made['id']}"
    assert staff.get(path).json == made
    assert made in staff.get("/report-schedules").json["items"]
    changed = staff.patch(path, {"every": "daily", "weekday": None, "filters": {"rows": 6}}).json
    assert (changed["every"], changed["filters"], changed["group_by"]) == (
        "daily",
        {"rows": 6},
        "weekday",
    )
    assert staff.patch(path, {"is_active": False}).json["next_at"] is None
    assert staff.delete(path).status_code == 204
    problem(staff.get(path), 404, "not_found")


def test_relative_dates_stay_relative(seller: Caller, shop: Shop) -> None:
    """Next month it is next month's last month."""
    made = add(seller, report="sales", filters={"from": "last_month", "to": "last_month"})
    assert made["filters"] == {"from": "last_month", "to": "last_month"}
    make_due(shop, made["id"])
    run_due(shop)
    kept = json.loads(exports_of(shop, made["id"])[0]["parameters"])
    assert kept["filters"] == {"from": "last_month", "to": "last_month"}


def test_what_became_of_the_last_run_is_told(staff: Caller, shop: Shop) -> None:
    """A schedule whose report is gone says so where one looks."""
    made = add(staff)
    make_due(shop, made["id"])
    run_due(shop)
    export = exports_of(shop, made["id"])[0]["export_id"]
    lease = leased(shop, export)
    shop.work("export_fail", export, lease, "This report is no longer there.", True)
    found = staff.get(f"/report-schedules/{made['id']}").json
    assert found["last_export_id"] == export
    assert found["last_error"] == "This report is no longer there."
    assert found["last_at"] is not None and found["next_at"] > found["last_at"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"report": None}, "report"),
        ({"title": ""}, "title"),
        ({"format": "pdf"}, "format"),
        ({"every": "hourly"}, "every"),
        ({"hour": 24}, "hour"),
        ({"hour": "6"}, "hour"),
        ({"every": "weekly"}, "weekday"),
        ({"every": "weekly", "weekday": 8}, "weekday"),
        ({"every": "monthly", "month_day": 29}, "month_day"),
        ({"weekday": 1}, "weekday"),
        ({"filters": {"no": 1}}, "no"),
        ({"filters": {"rows": "many"}}, "rows"),
        ({"group_by": "no"}, "group_by"),
        ({"next_at": "2026-01-01"}, "next_at"),
    ],
)
def test_bad_requests_name_the_field(staff: Caller, fields: dict[str, Any], field: str) -> None:
    """Nothing is scheduled that could not run."""
    answer = staff.post("/report-schedules", {**DAILY, **fields})
    assert field in problem(answer, 422, "validation_failed")["errors"]


def test_schedules_are_private(
    staff: Caller,
    make_app: Callable[..., Flask],
    sign_in: Callable[[Flask, Person], Caller],
    shop: Shop,
    files: ReportFiles,
) -> None:
    """Nobody else sees, changes or removes one; without the report nobody adds one."""
    path = f"/report-schedules/{add(staff)['id']}"
    other = sign_in(make_app(**files.env), shop.staff("manager"))
    problem(other.get(path), 404, "not_found")
    problem(other.patch(path, {"hour": 7}), 404, "not_found")
    problem(other.delete(path), 404, "not_found")
    problem(other.post("/report-schedules", DAILY), 403, "forbidden")
    assert other.get("/report-schedules").json["items"] == []
