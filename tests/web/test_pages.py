"""What holds for every page of the office."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.shop import PASSWORD, Shop
from tests.web.browser import barriers, scrolls_sideways
from tests.web.conftest import NARROW, Visits

# Each page, and the heading by which one knows that it is drawn.
PAGES = {
    "/office": "Dashboard",
    "/office/reports": "Reports",
    "/office/reports/sales": "Sales",
    "/office/exports": "Exports",
}


def test_a_guest_finds_the_login_page(guest_page: Callable[..., Page]) -> None:
    page = guest_page("/office/login")
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    expect(page).to_have_title(re.compile("Storekeeper"))
    assert barriers(page) == []


def test_a_guest_fetches_the_office_when_something_is_typed_and_not_before(
    guest_page: Callable[..., Page],
) -> None:
    page = guest_page("/office/login")
    office = re.compile(r"/office/assets/Office-.+\.js")
    expect(page.get_by_label("E-mail address")).to_be_focused()
    page.wait_for_load_state("networkidle")
    fetched = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
    assert not [each for each in fetched if office.search(each)]
    with page.expect_request(office):
        page.get_by_label("E-mail address").press_sequentially("a")


def test_a_guest_who_asks_for_a_page_gets_there_by_the_login(
    guest_page: Callable[..., Page], shop: Shop
) -> None:
    page = guest_page("/office/reports/sales?group_by=month")
    expect(page).to_have_url(re.compile("/office/login"))
    page.get_by_label("E-mail").fill(shop.staff("admin").email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page).to_have_url(re.compile(r"/office/reports/sales\?.*group_by=month"))
    expect(page.get_by_role("heading", name="Sales", level=1)).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_loaded_anew_where_it_is(visit: Visits, path: str) -> None:
    page = visit(path, "admin")
    for _ in range(2):
        expect(page.get_by_role("heading", name=PAGES[path], level=1)).to_be_visible()
        page.reload()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_has_no_barriers(visit: Visits, path: str, dark: bool) -> None:
    page = visit(path, "admin", dark=dark)
    expect(page.get_by_role("heading", name=PAGES[path], level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert barriers(page) == []


@pytest.mark.parametrize("path", [*PAGES, "/office/login"])
def test_a_page_fits_a_telephone(visit: Visits, path: str) -> None:
    page = visit(path, None if path.endswith("login") else "admin", size=NARROW)
    visit.watched(page).expect("status of 401")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert not scrolls_sideways(page)


def test_a_page_of_an_older_build_is_loaded_anew(visit: Visits) -> None:
    """A part of it that was never fetched is gone from the server."""
    page = visit("/office/preferences", "admin")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    visit.watched(page).expect("status of 404")
    parts = re.compile(r"/office/assets/ReportList-.+\.js")
    gone = f"{visit.address}/office/assets/gone.js"
    page.route(parts, lambda route: route.continue_(url=gone), times=1)
    with page.expect_event("load"):
        page.get_by_role("link", name="Reports").click()
    expect(page.get_by_role("link", name="Sales")).to_be_visible()
