"""The pictures of the pages in docs/, taken of the demo shop that runs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, Page, sync_playwright

from core.config import BASE, Config
from ops.paths import ROOT

FOLDER = ROOT / "docs" / "pictures"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SIZE = (1280, 1080)
# They come with every clone.
MOST_BYTES = 150_000
STAFF = "admin@storekeeper.example"
REPORT = "/reports/sales?from=last_month&to=last_month&group_by=category&compare=previous"
PATIENCE = 30_000


def take(say: Callable[[str], None]) -> None:
    """Take all pictures anew; the shop of ./store up is asked."""
    FOLDER.mkdir(exist_ok=True)
    address = f"http://127.0.0.1:{Config.from_environment().port}"
    with _logged_in(address) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        _dashboard(page, f"{address}/office")
        say(_kept(page, "dashboard"))
        _report(page, f"{address}/office{REPORT}")
        say(_kept(page, "report"))
        _exports(page, f"{address}/office")
        say(_kept(page, "exports"))


@contextmanager
def _logged_in(address: str) -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        width, height = SIZE
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="en-GB",
            timezone_id="Europe/Sofia",
            color_scheme="light",
            reduced_motion="reduce",
        )
        body = {"email": STAFF, "password": os.environ["STORE_DEMO_PASSWORD"]}
        answer = context.request.post(f"{address}{BASE}/users/login", data=body)
        if not answer.ok:
            raise RuntimeError(f"The demo shop does not let {STAFF} in: {answer.text()}")
        yield context
        browser.close()


def _dashboard(page: Page, address: str) -> None:
    page.goto(address)
    _wait_for_charts(page, 2)


def _report(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("table").locator("tfoot").get_by_text("Total").wait_for()
    _wait_for_charts(page, 1)


def _exports(page: Page, address: str) -> None:
    page.goto(f"{address}{REPORT}")
    for name in ("CSV", "Excel"):
        page.get_by_role("button", name="Download", exact=True).click()
        page.get_by_role("menuitem", name=name).click()
        page.get_by_role("button", name="Download Sales").first.wait_for()
    page.goto(f"{address}/exports")
    page.get_by_role("button", name="Download Sales").nth(1).wait_for()


def _wait_for_charts(page: Page, count: int) -> None:
    """Charts come after the page, and grow to their size."""
    page.get_by_role("img").locator("svg").nth(count - 1).wait_for()
    page.wait_for_load_state("networkidle")


def _kept(page: Page, name: str) -> str:
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise RuntimeError(f"{path.name} has {size:,} bytes, more than {MOST_BYTES:,}.")
    return f"{path.relative_to(ROOT)}  {size:,} bytes"
