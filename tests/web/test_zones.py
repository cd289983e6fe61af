"""Times are those of the shop, in whatever zone the browser is."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from core.config import BASE
from tests.ops.waiting import wait_for
from tests.support.schedules import new_schedule
from tests.support.shop import Person, Shop
from tests.web.browser import barriers
from tests.web.conftest import SHOP_ZONE, Visits

# No hour of a day is the same there and in the shop.
FAR = "Pacific/Auckland"
CLOCK = f"Times are those of the shop: {SHOP_ZONE}."
PAGES = ["/office", "/office/exports", "/office/schedules", "/office/reports/orders"]


@pytest.fixture(scope="module")
def person(shop: Shop) -> Person:
    """Somebody who has orders, a file and a schedule to look at."""
    shop.order()
    someone = shop.staff("admin")
    shop.work("report_register", "orders", "reports.orders", "Orders")
    new_schedule(shop, "orders", someone)
    wanted = json.dumps({"filters": {}, "group_by": None, "sort": None})
    shop.api.call("export_request", someone.session, "orders", "csv", wanted)
    return someone


def post(page: Page, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """What the API answers to the person of a page who asks for something new."""
    marks = {each["name"]: each["value"] for each in page.context.cookies()}
    answer = page.request.post(
        f"{page.url.split('/office')[0]}{BASE}{path}",
        headers={"X-CSRF-TOKEN": marks["csrf_access_token"]},
        data=body,
    )
    assert answer.ok, answer.text()
    found: dict[str, Any] = json.loads(answer.text())
    return found


def in_the_shop(moment: str) -> re.Pattern[str]:
    """A moment by the clocks of the shop, as pages write it."""
    there = datetime.fromisoformat(moment).astimezone(ZoneInfo(SHOP_ZONE))
    return re.compile(rf"(?<!\d){there.day} \w+ {there.year}, {there:%H:%M}(?!\d)")


@pytest.fixture
def far(visit: Visits, person: Person) -> Page:
    """A page in a browser at the other end of the world."""
    return visit("/office/preferences", person=person, zone=FAR)


def test_a_file_was_made_when_the_clocks_of_the_shop_say(far: Page, visit: Visits) -> None:
    made = post(far, "/reports/orders/exports", {"format": "csv", "filters": {}})
    far.goto(f"{visit.address}/office/exports")
    item = far.get_by_role("listitem").filter(has=far.get_by_role("heading", name="Orders"))
    expect(item.first).to_contain_text(in_the_shop(made["created_at"]))
    expect(far.get_by_role("main")).to_contain_text(CLOCK)


def test_a_schedule_sends_next_when_the_clocks_of_the_shop_say(far: Page, visit: Visits) -> None:
    daily = {"format": "csv", "filters": {}, "every": "daily", "hour": 7}
    made = post(far, "/report-schedules", {"report": "orders", "title": "From afar", **daily})
    far.goto(f"{visit.address}/office/schedules")
    item = far.get_by_role("listitem").filter(has_text="From afar")
    expect(item).to_contain_text("Every day at 07:00")
    expect(item).to_contain_text(in_the_shop(made["next_at"]))
    expect(item).to_contain_text(re.compile("Next: .*, 07:00"))
    expect(far.get_by_role("main")).to_contain_text(CLOCK)


def test_where_an_hour_is_chosen_or_a_time_stands_its_clocks_are_named(
    far: Page, visit: Visits
) -> None:
    far.goto(f"{visit.address}/office/reports/orders")
    far.get_by_role("columnheader", name="Placed").get_by_role("button").focus()
    expect(far.get_by_role("tooltip")).to_have_text(CLOCK)
    far.get_by_role("button", name="Send regularly").click()
    expect(far.get_by_role("combobox", name="Hour")).to_have_accessible_description(CLOCK)
    assert barriers(far) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_reads_the_same_in_every_zone(visit: Visits, person: Person, path: str) -> None:
    pages = [visit(path, person=person, zone=zone) for zone in (SHOP_ZONE, FAR)]
    for page in pages:
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(
            page.get_by_role("main").get_by_text(re.compile(r", \d\d:\d\d")).first
        ).to_be_visible()
    # The dashboard of one may be a minute older, until it looks again.
    wait_for(lambda: len({each.get_by_role("main").inner_text() for each in pages}) == 1)
