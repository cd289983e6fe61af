"""On a telephone the filters of a report are folded under a button: the results come first."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.web.browser import barriers, scrolls_sideways
from tests.web.conftest import NARROW, Visits

SALES = "/office/reports/sales"
SET = f"{SALES}?from=last_month&to=last_month&status=paid"


def button_of(page: Page) -> Locator:
    """What the filters are folded under."""
    return page.get_by_role("button", name=re.compile("^Filters"))


def form_of(page: Page) -> Locator:
    """The filters themselves."""
    return page.get_by_role("form", name="Filters")


def test_results_stand_on_the_first_screen_and_the_button_says_how_many_filters_are_set(
    visit: Visits,
) -> None:
    page = visit(SET, "admin", size=NARROW)
    expect(button_of(page)).to_have_text("Filters · 2")
    expect(button_of(page)).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("paragraph").filter(has_text="Last month")).to_be_visible()
    expect(form_of(page)).to_be_hidden()
    expect(page.get_by_role("region", name="Totals")).to_be_in_viewport(ratio=0.5)
    page.wait_for_load_state("networkidle")
    assert barriers(page) == []
    assert not scrolls_sideways(page)


def test_filters_are_unfolded_changed_and_folded_again_by_the_keyboard(visit: Visits) -> None:
    page = visit(SALES, "admin", size=NARROW)
    press = page.keyboard.press
    expect(button_of(page)).to_have_text("Filters")
    button_of(page).focus()
    press("Enter")
    expect(button_of(page)).to_have_attribute("aria-expanded", "true")
    expect(form_of(page).get_by_role("button", name="Show")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert barriers(page) == []
    assert not scrolls_sideways(page)
    press("Tab")
    expect(form_of(page).get_by_role("combobox", name="Period")).to_be_focused()
    press("Enter")
    page.get_by_role("option", name="This year").press("Enter")
    form_of(page).get_by_role("button", name="Show").press("Enter")
    expect(page).to_have_url(re.compile("from=this_year"))
    expect(form_of(page)).to_be_hidden()
    expect(button_of(page)).to_have_text("Filters · 1")
    expect(button_of(page)).to_be_focused()
    press("Tab")
    expect(page.get_by_role("combobox", name="Group by")).to_be_focused()


def test_what_is_wrong_with_a_filter_unfolds_them(visit: Visits) -> None:
    page = visit(f"{SALES}?customer=nobody", "admin", size=NARROW)
    visit.watched(page).expect("status of 422")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(button_of(page)).to_have_attribute("aria-expanded", "true")
    expect(form_of(page).locator("[aria-invalid=true]")).to_be_visible()


def test_on_a_wide_screen_nothing_is_folded(visit: Visits) -> None:
    page = visit(SET, "admin")
    expect(form_of(page).get_by_role("button", name="Show")).to_be_visible()
    expect(button_of(page)).to_have_count(0)
