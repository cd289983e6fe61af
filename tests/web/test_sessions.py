"""Logging in, sessions that end, and the keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.support.shop import PASSWORD, Shop
from tests.web.conftest import Visits


def test_a_refused_login_says_so_and_keeps_what_was_typed(
    guest_page: Callable[..., Page], shop: Shop
) -> None:
    page = guest_page("/office/login")
    email = shop.staff("admin").email
    page.get_by_label("E-mail address").fill(email)
    page.locator("input[name=password]").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_have_text("E-mail address or password are not right.")
    expect(page.get_by_label("E-mail address")).to_have_value(email)
    expect(page.locator("input[name=password]")).to_have_value("wrong")


def test_an_access_token_that_expired_is_renewed_without_a_word(visit: Visits) -> None:
    page = visit("/office/reports/sales", "admin")
    visit.watched(page).expect("status of 401")
    expect(page.get_by_role("heading", name="Sales")).to_be_visible()
    page.context.clear_cookies(name="access_token_cookie")
    page.get_by_role("link", name="Preferences").click()
    expect(page.get_by_role("switch", name="byte order mark")).to_be_visible()


def test_a_session_that_ended_says_so_and_keeps_what_was_typed(visit: Visits, shop: Shop) -> None:
    person = shop.staff("admin")
    page = visit("/office/reports/sales", person=person)
    visit.watched(page).expect("status of 401")
    expect(page.get_by_role("table").or_(page.get_by_text("No rows")).first).to_be_visible()
    page.get_by_role("button", name="Saved views").click()
    page.get_by_role("button", name="Save as a view").click()
    page.get_by_label("Name of the view").fill("Typed before")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save", exact=True).click()
    dialog = page.get_by_role("dialog", name="Your session is over")
    expect(dialog.get_by_label("E-mail address")).to_have_value(person.email)
    dialog.locator("input[name=password]").fill(PASSWORD)
    dialog.get_by_role("button", name="Log in").click()
    expect(page.get_by_text("The view “Typed before” is saved")).to_be_visible()


def test_whoever_logs_out_is_asked_to_log_in_again(visit: Visits) -> None:
    page = visit("/office/preferences", "admin")
    page.get_by_role("button", name=re.compile("Account of")).click()
    page.get_by_role("menuitem", name="Log out").click()
    expect(page).to_have_url(re.compile("/office/login"))
    page.goto(f"{visit.address}/office/preferences")
    expect(page.get_by_role("button", name="Log in")).to_be_visible()


def test_from_the_login_to_a_sorted_report_by_the_keyboard_alone(
    guest_page: Callable[..., Page], shop: Shop
) -> None:
    page = guest_page("/office/login")
    press = page.keyboard.press
    expect(page.get_by_label("E-mail address")).to_be_focused()
    page.keyboard.type(shop.staff("admin").email)
    press("Tab")
    page.keyboard.type(PASSWORD)
    press("Enter")
    expect(page.get_by_role("heading", name="Dashboard", level=1)).to_be_visible()
    tab_to(page, "link", "Reports")
    press("Enter")
    expect(page.get_by_role("link", name="Best sellers")).to_be_visible()
    page.get_by_role("link", name="Reports", exact=True).focus()
    tab_to(page, "link", "Mail queue")
    press("Enter")
    expect(page.get_by_role("heading", name="Mail queue", level=1)).to_be_visible()
    tab_to(page, "combobox", "Group by")
    press("ArrowDown")
    press("ArrowDown")
    press("Enter")
    expect(page).to_have_url(re.compile("group_by="))


def test_the_first_tab_leads_past_the_menu(visit: Visits) -> None:
    page = visit("/office/reports", "admin")
    expect(page.get_by_role("heading", name="Reports", level=1)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_language_and_colours_are_remembered(visit: Visits) -> None:
    page = visit("/office/reports", "admin")
    page.get_by_role("button", name="Language").click()
    page.get_by_role("menuitemradio", name="Български").click()
    expect(page.get_by_role("heading", name="Справки", level=1)).to_be_visible()
    page.get_by_role("button", name="Цветове").click()
    page.get_by_role("menuitemradio", name="Тъмни").click()
    page.reload()
    expect(page.get_by_role("heading", name="Справки", level=1)).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    assert page.evaluate("document.documentElement.lang") == "bg"


MOST_STEPS = 80


def tab_to(page: Page, role: str, name: str) -> None:
    """Press Tab until what has this role and name is in focus."""
    wanted = page.get_by_role(role, name=name).first  # type: ignore[arg-type]
    expect(wanted).to_be_visible()
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError(f"no {role} {name!r} within {MOST_STEPS} steps")
