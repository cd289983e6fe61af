"""One throw-away stack per run (per xdist worker), real logins, and the order of the tiers."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Container, Iterator

import pytest

from core.checks import run_checks
from tests.support import stack as stacks
from tests.support.logins import Login
from tests.support.shop import Shop
from tests.support.stack import Stack

TIERS = ("fast", "slow", "mutation", "faults")
_seconds = dict.fromkeys(TIERS, 0.0)


def pytest_configure(config: pytest.Config) -> None:
    """Name the tiers."""
    config.addinivalue_line("markers", "slow: takes more than a few seconds")
    config.addinivalue_line("markers", "mutation: tests the tests; runs by --mutate only")
    config.addinivalue_line("markers", "faults: kills servers; runs last")


def tier_of(keywords: Container[str]) -> str:
    """The tier of a test: its marker, else fast."""
    return next((tier for tier in reversed(TIERS) if tier in keywords), "fast")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Fast tests first, faults last; mutations alone, where they are asked for."""
    wanted = bool(os.environ.get("STORE_TEST_MUTATE"))
    chosen = [item for item in items if (tier_of(item.keywords) == "mutation") == wanted]
    config.hook.pytest_deselected(items=sorted(set(items).difference(chosen), key=id))
    items[:] = sorted(chosen, key=lambda item: TIERS.index(tier_of(item.keywords)))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count the time of each tier."""
    _seconds[tier_of(report.keywords)] += report.duration


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how long each tier took, and which mutations nobody noticed."""
    spent = [f"{tier} {seconds / 60:.1f}" for tier, seconds in _seconds.items() if seconds]
    if spent:
        terminalreporter.write_line(f"minutes per tier: {', '.join(spent)}")
    if os.environ.get("STORE_TEST_MUTATE"):
        failed = [report.nodeid for report in terminalreporter.stats.get("failed", [])]
        terminalreporter.write_line(f"mutations that survived: {len(failed)}")
        for name in failed:
            terminalreporter.write_line(f"    {name}")


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """Database and Redis of this run, with everything applied."""
    with stacks.start() as running:
        yield running


@pytest.fixture(scope="session")
def stack_env(stack: Stack) -> dict[str, str]:
    """The STORE_* settings of this run's stack."""
    return stack.env


@pytest.fixture
def in_stack_env(stack_env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The same, set in this process while the test runs."""
    for name in [*os.environ]:
        if name.startswith("STORE_") and name not in stacks.KEPT:
            monkeypatch.delenv(name)
    for name, value in stack_env.items():
        monkeypatch.setenv(name, value)
    return stack_env


@pytest.fixture
def login(stack: Stack) -> Iterator[Callable[..., Login]]:
    """`login("api")`, `login("owner", isolation="REPEATABLE READ")`: connections of a test."""
    opened: list[Login] = []

    def open_login(name: str, isolation: str = "READ COMMITTED") -> Login:
        database = {"database": "store"} if name == "admin" else {}
        opened.append(Login(stack.url(name), isolation, **database))
        return opened[-1]

    yield open_login
    for connection in opened:
        connection.close()


@pytest.fixture
def as_owner(login: Callable[..., Login]) -> Login:
    """store_owner: the definer of everything, by direct SQL."""
    return login("owner")


@pytest.fixture
def as_api(login: Callable[..., Login]) -> Login:
    """The API's login."""
    return login("api")


@pytest.fixture
def as_worker(login: Callable[..., Login]) -> Login:
    """The workers' login."""
    return login("worker")


@pytest.fixture
def as_report(login: Callable[..., Login]) -> Login:
    """The reports' login."""
    return login("report")


@pytest.fixture
def as_admin(login: Callable[..., Login]) -> Login:
    """root of the server, to look at what no login of the shop may see."""
    return login("admin")


@pytest.fixture(scope="session")
def shop(stack: Stack) -> Iterator[Shop]:
    """Makes customers, staff, products, carts and orders."""
    made = Shop(stack)
    yield made
    made.close()


@pytest.fixture
def half_done(as_admin: Login) -> Iterator[str]:
    """A procedure that is refused and leaves open what it began, as if its handler were killed."""
    as_admin.execute(
        "CREATE PROCEDURE store.half_done() BEGIN START TRANSACTION;"
        " INSERT INTO captchas (captcha_id, answer, client_address, expires_at)"
        " VALUES ('half-done', 'ABCDE', '', '2030-01-01');"
        " SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45404, MESSAGE_TEXT = 'not_found: No.'; END"
    )
    for role in ("store_api", "store_worker"):
        as_admin.execute(f"GRANT EXECUTE ON PROCEDURE store.half_done TO {role}")
    yield "half_done"
    as_admin.execute("DROP PROCEDURE store.half_done")


@pytest.fixture
def checks_are_silent(stack: Stack) -> Callable[[], None]:
    """`checks_are_silent()`: every promise in sql/checks holds now."""

    def assert_silent() -> None:
        violations = run_checks(stack.url("admin"))
        assert not violations, "\n".join(str(violation) for violation in violations)

    return assert_silent


@pytest.fixture
def eventually() -> Callable[..., None]:
    """`eventually(condition, seconds=10)`: wait until it holds, or fail."""

    def wait(condition: Callable[[], object], seconds: float = 10.0) -> None:
        until = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < until, f"not so within {seconds} s: {condition}"
            # innodb_trx shows nothing new to who asks more often than ten times a second.
            time.sleep(0.12)

    return wait
