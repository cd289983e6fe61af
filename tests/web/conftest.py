"""A real stack with the office built, and pages of Chromium for whoever is logged in."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from core.config import BASE
from ops.local import web
from ops.local.children import spawn
from ops.paths import ROOT
from tests.support import stack as stacks
from tests.support.reports import ReportFiles
from tests.support.serving import serving
from tests.support.shop import PASSWORD, Person, Shop
from tests.support.stack import Stack
from tests.web.browser import ARGUMENTS, HOW_TO_INSTALL, PATIENCE, Watched, executable

WIDE, NARROW = (1280, 900), (360, 740)
SHOP_ZONE = "Europe/Sofia"
WORKERS = ("exports", "clock")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Debian's Chromium; only a person's own machine may be without it."""
    found = executable()
    if not found:
        if os.environ.get("STORE_TEST_CI"):
            pytest.fail(HOW_TO_INSTALL)
        pytest.skip(HOW_TO_INSTALL)
    return found


@pytest.fixture(scope="session")
def office() -> None:
    """The pages as their sources are now."""
    web.build(print)


@pytest.fixture(scope="session")
def own_reports(tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    """A copy of all reports: what a test adds there is seen by the stack of these tests alone."""
    files = ReportFiles(tmp_path_factory.mktemp("reports"))
    files.copy_all()
    return files


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """A stack of its own: the workers and the clock that run all the while would take the work
    of other tests."""
    with stacks.start() as running:
        yield running


@pytest.fixture(scope="session")
def stack_env(stack: Stack) -> dict[str, str]:
    """The STORE_* settings of this stack."""
    return stack.env


@pytest.fixture(scope="session")
def shop(stack: Stack) -> Iterator[Shop]:
    """Makes staff, products and orders on this stack."""
    made = Shop(stack)
    yield made
    made.close()


@pytest.fixture(scope="session")
def address(
    stack_env: dict[str, str],
    office: None,
    own_reports: ReportFiles,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """Where the shop is served, with the workers that reports need."""
    folder = tmp_path_factory.mktemp("served")
    env = {**stack_env, **own_reports.env, "STORE_EXPORT_DIR": str(folder / "exports")}
    started: list[subprocess.Popen[bytes]] = []
    for name in WORKERS:
        command = [sys.executable, "-m", "workers", name]
        with (folder / f"{name}.log").open("wb") as log:
            started.append(spawn(command, log, {**os.environ, **env}, ROOT))
    try:
        with serving(env, STORE_RATE_LIMITS="0", STORE_LOG_FILE=str(folder / "api.log")) as host:
            yield f"http://{host}"
    finally:
        for process in started:
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for the tests of a file: its event loop must not meet those of other tests."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        running.close()


@dataclass
class Visits:
    """Opens pages, each in a browser profile of its own, and watches them."""

    browser: Browser
    address: str
    shop: Shop
    opened: list[Watched]

    def __call__(
        self,
        path: str = "/office",
        role: str | None = None,
        *,
        person: Person | None = None,
        size: tuple[int, int] = WIDE,
        dark: bool = False,
        language: str = "en-GB",
        zone: str = SHOP_ZONE,
    ) -> Page:
        """A page at this path, for a guest, or for who is logged in."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            locale=language,
            timezone_id=zone,
            accept_downloads=True,
        )
        if person or role:
            self.log_in(context, person or self.shop.staff(role or ""))
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        self.opened.append(Watched(page, self.address))
        page.goto(self.address + path)
        return page

    def log_in(self, context: BrowserContext, person: Person) -> None:
        """Give a profile the cookies of a session."""
        body = {"email": person.email, "password": PASSWORD}
        answer = context.request.post(f"{self.address}{BASE}/users/login", data=body)
        assert answer.ok, answer.text()

    def watched(self, page: Page) -> Watched:
        """What a page has complained of; `visit.watched(page).expect("status of 403")`."""
        return next(each for each in self.opened if each.page is page)


@pytest.fixture
def visit(
    browser: Browser, address: str, shop: Shop, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Visits]:
    """`visit("/office/reports", "admin")`: a page; what it complains of fails the test."""
    visits = Visits(browser, address, shop, [])
    yield visits
    complaints = [each for watched in visits.opened for each in watched.unexpected()]
    has_failed = request.node.stash.get(FAILED, False)
    for number, watched in enumerate(visits.opened):
        if has_failed or complaints:
            picture = tmp_path / f"page-{number}.png"
            watched.page.screenshot(path=picture)
            print(f"{watched.page.url}: {picture}")
        watched.page.context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def guest_page(visit: Visits) -> Callable[..., Page]:
    """`guest_page("/office")`: for who is not logged in, whom the API answers 401."""

    def open_page(path: str = "/office", **how: object) -> Page:
        page = visit(path, **how)  # type: ignore[arg-type]
        visit.watched(page).expect("status of 401")
        return page

    return open_page


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that a test failed, so that its pages are kept as pictures."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report
