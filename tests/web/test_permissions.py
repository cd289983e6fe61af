"""Who lacks a permission sees nothing of what it is for, and the API refuses it."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from core.config import BASE
from tests.web.conftest import Visits


def test_support_sees_no_report_and_gets_403(visit: Visits) -> None:
    page = visit("/office/reports/sales", "support")
    visit.watched(page).expect("status of 403")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(0)
    for path in ("/reports/sales", "/reports/sales/rows", "/reports/sales/rows.csv", "/dashboard"):
        assert page.request.get(f"{visit.address}{BASE}{path}").status == 403
    listed = page.request.get(f"{visit.address}{BASE}/reports")
    assert json.loads(listed.text())["items"] == []


def test_the_menu_holds_only_what_a_person_may(visit: Visits) -> None:
    admin = visit("/office", "admin").get_by_role("navigation")
    expect(admin.get_by_role("link", name="Dashboard")).to_be_visible()
    support = visit("/office/preferences", "support").get_by_role("navigation")
    expect(support.get_by_role("link", name="Preferences")).to_be_visible()
    expect(support.get_by_role("link", name="Dashboard")).to_have_count(0)
