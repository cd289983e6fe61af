"""A report in the page, from its rows to its file."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from core.config import BASE
from tests.support.reports import DEFINITION, QUERY, ReportFiles
from tests.support.shop import Shop
from tests.web.browser import barriers, scrolls_sideways
from tests.web.conftest import NARROW, Visits

MONTHS = "/office/reports/sales?from=this_year&to=today&group_by=month"
PROGRESS = re.compile(r"Waiting|Running|Done")


@pytest.fixture(scope="module")
def sold(shop: Shop) -> Shop:
    """A shop that has sold something by now."""
    buyer = shop.customer()
    for price, pieces in (("10.00", 3), ("7.50", 2), ("99.99", 1)):
        shop.paid_order(buyer, {shop.product(price, stock=10): pieces})
    shop.take_sales()
    return shop


@pytest.fixture
def made(own_reports: ReportFiles) -> Iterator[ReportFiles]:
    """A report of many rows, whose texts may hold anything, for the time of a test."""
    before = own_reports.file.read_text()
    (own_reports.sql / "made.sql").write_text(QUERY)
    chart = {"kind": "pie", "x": "weekday", "y": ["amount"]}
    definitions = [*json.loads(before), {**DEFINITION, "chart": chart}]
    own_reports.file.write_text(json.dumps(definitions))
    yield own_reports
    own_reports.file.write_text(before)
    (own_reports.sql / "made.sql").unlink()


def answer_of(page: Page, address: str, path: str) -> dict[str, Any]:
    """What the API answers to the person of a page."""
    answer = page.request.get(f"{address}{BASE}{path}")
    assert answer.ok, answer.text()
    body: dict[str, Any] = answer.json()
    return body


def cells_of(table: Locator, row: int) -> list[str]:
    """The texts of a row of a table."""
    return table.locator("tbody tr").nth(row).locator("td").all_inner_texts()


def test_sales_by_month_are_those_of_the_api_and_lead_to_their_days(
    visit: Visits, sold: Shop
) -> None:
    page = visit(MONTHS, "admin")
    table = page.get_by_role("table")
    expect(table.locator("tbody tr").first).to_be_visible()
    rows = answer_of(page, visit.address, f"/reports/sales/rows?{MONTHS.split('?')[1]}")
    revenue = re.compile(re.escape(f"{float(rows['totals']['revenue']):,.2f}"))
    expect(page.get_by_role("region", name="Totals")).to_contain_text(revenue)
    expect(table.locator("tbody tr")).to_have_count(len(rows["items"]))
    expect(page.get_by_role("img", name="Revenue by Month")).to_be_visible()
    month = rows["items"][0]["month"]
    table.get_by_role("link", name=month).click()
    expect(page).to_have_url(re.compile(rf"from={month}-01.*group_by=day"))
    expect(page.get_by_role("columnheader", name="Day")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("columnheader", name="Month")).to_be_visible()


def test_headers_sort_and_the_address_keeps_it(visit: Visits, made: ReportFiles) -> None:
    page = visit("/office/reports/made?rows=40", "admin")
    table = page.get_by_role("table")
    header = page.get_by_role("columnheader", name="Amount")
    header.get_by_role("button").click()
    expect(page).to_have_url(re.compile("sort=-amount"))
    expect(header).to_have_attribute("aria-sort", "descending")
    expect(table.locator("tbody tr").first).to_contain_text("€0.39")
    page.reload()
    expect(table.locator("tbody tr").first).to_contain_text("€0.39")
    page.get_by_role("button", name="Next page").click()
    expect(page).to_have_url(re.compile("page=2"))
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Page 1 of 2")).to_be_visible()


def test_the_excel_file_of_a_report_is_what_the_api_answers(visit: Visits, sold: Shop) -> None:
    page = visit(MONTHS, "admin")
    expect(page.get_by_role("table").locator("tbody tr").first).to_be_visible()
    page.get_by_role("button", name="Download", exact=True).click()
    page.get_by_role("menuitem", name="Excel").click()
    tray = page.get_by_role("region", name="Downloads")
    expect(tray).to_contain_text(PROGRESS)
    with page.expect_download() as download:
        tray.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    sheet = load_workbook(io.BytesIO(download.value.path().read_bytes())).worksheets[0]
    lines = list(sheet.iter_rows(values_only=True))
    rows = answer_of(page, visit.address, f"/reports/sales/rows?{MONTHS.split('?')[1]}")
    assert list(lines[0]) == [
        each["total_label"] or each["label"] if each["total"] else each["label"]
        for each in rows["columns"]
    ]
    place = [each["name"] for each in rows["columns"]].index("revenue")
    assert [f"{line[place]:.2f}" for line in lines[1 : len(rows["items"]) + 1]] == [
        item["revenue"] for item in rows["items"]
    ]
    page.goto(f"{visit.address}/office/exports")
    expect(page.get_by_role("main").get_by_text("Done").first).to_be_visible()


def test_a_file_that_takes_long_shows_how_far_it_is_and_can_be_cancelled(
    visit: Visits, made: ReportFiles
) -> None:
    page = visit("/office/reports/made?rows=900000", "admin")
    page.get_by_role("button", name="Download", exact=True).click()
    page.get_by_role("menuitem", name="Excel").click()
    tray = page.get_by_role("region", name="Downloads")
    expect(tray.get_by_role("progressbar", name="Progress of Made")).to_be_visible()
    expect(tray).to_contain_text(re.compile(r"[1-9][\d,]* (of 900,000 )?rows"))
    tray.get_by_role("button", name="Cancel Made").click()
    expect(tray).to_contain_text("Cancelled")


def test_texts_of_the_data_are_shown_as_texts(visit: Visits, made: ReportFiles) -> None:
    evil = "<img src=x onerror=alert(1)>=1+1\u202e"
    page = visit("/office/reports/made", "admin")
    page.get_by_label("Text").fill(evil)
    page.get_by_role("button", name="Show").click()
    cell = page.get_by_role("table").locator("tbody tr").first.locator("bdi[dir=auto]").nth(1)
    expect(cell).to_have_text(f"Text 0{evil}")
    expect(page.locator("img[src=x]")).to_have_count(0)


def test_who_is_chosen_by_an_address_is_shown_by_name(visit: Visits, sold: Shop) -> None:
    buyer = sold.customer()
    page = visit(f"/office/reports/sales?customer={buyer.id}", "admin")
    expect(page.get_by_label("Customer")).to_have_value(re.compile(re.escape(buyer.email)))


def test_what_is_wrong_with_a_filter_stands_at_the_filter(visit: Visits, made: ReportFiles) -> None:
    page = visit("/office/reports/made", "admin")
    visit.watched(page).expect("status of 422")
    page.get_by_role("textbox", name="Rows").fill("many")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("textbox", name="Rows")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("textbox", name="Rows")).to_have_value("many")
    expect(page.get_by_text("Not a whole number.").first).to_be_visible()


def test_a_view_is_saved_pinned_opened_and_deleted_unless_one_takes_it_back(
    visit: Visits, sold: Shop
) -> None:
    page = visit(f"{MONTHS}&sort=-revenue", "admin")
    page.get_by_role("button", name="Saved views").click()
    page.get_by_role("button", name="Save as a view").click()
    page.get_by_label("Name of the view").fill("My months")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Saved views").click()
    page.get_by_role("button", name="Pin to the dashboard: My months").click()
    expect(page.get_by_role("button", name="Unpin from the dashboard: My months")).to_be_visible()
    page.goto(f"{visit.address}/office")
    page.get_by_role("link", name="My months").click()
    expect(page).to_have_url(re.compile(r"from=this_year.*group_by=month&sort=-revenue"))
    page.get_by_role("button", name="Saved views").click()
    page.get_by_role("button", name="Delete: My months").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Saved views").click()
    expect(page.get_by_role("link", name="My months")).to_be_visible()


def test_a_report_is_sent_regularly(visit: Visits, sold: Shop) -> None:
    page = visit(MONTHS, "admin")
    page.get_by_role("button", name="Send regularly").click()
    page.get_by_label("Name").fill("Months by mail")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(f"{visit.address}/office/schedules")
    item = page.get_by_role("listitem").filter(has_text="Months by mail")
    expect(item).to_contain_text("Every Monday at 07:00")
    item.get_by_role("switch").or_(item.get_by_role("checkbox")).click()
    expect(item).to_contain_text("Paused")


def test_a_report_in_groups_has_no_barriers_and_fits_a_telephone(visit: Visits, sold: Shop) -> None:
    path = MONTHS.replace("month", "month,category") + "&compare=previous"
    page = visit(path, "admin", size=NARROW)
    expect(page.get_by_role("table").get_by_text("Subtotal").first).to_be_visible()
    expect(page.get_by_text("Compared with")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert barriers(page) == []
    assert not scrolls_sideways(page)


def test_a_report_that_is_stopped_by_its_limit_says_what_to_do(
    visit: Visits, made: ReportFiles
) -> None:
    slow = QUERY.replace("number < :rows;", "number < :rows AND SLEEP(0.2) = 0;")
    (made.sql / "made.sql").write_text(slow)
    definitions = json.loads(made.file.read_text())
    made.file.write_text(json.dumps([*definitions[:-1], {**definitions[-1], "seconds": 1}]))
    page = visit("/office/reports/made?rows=100", "admin")
    visit.watched(page).expect("status of 503")
    expect(page.get_by_role("alert")).to_contain_text("The report took too long and was stopped")
    expect(page.get_by_role("alert")).to_contain_text("Choose a shorter period")
