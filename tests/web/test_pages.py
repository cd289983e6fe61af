"""What holds for every page of the office."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.web.browser import barriers, scrolls_sideways
from tests.web.conftest import NARROW


def test_a_guest_finds_the_login_page(guest_page: Callable[..., Page]) -> None:
    page = guest_page("/office/login")
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    expect(page).to_have_title(re.compile("Storekeeper"))
    assert barriers(page) == []


def test_the_login_page_fits_a_telephone(guest_page: Callable[..., Page]) -> None:
    page = guest_page("/office/login", size=NARROW)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert not scrolls_sideways(page)
