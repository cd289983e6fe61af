"""What happens by itself."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from core.checks import run_checks
from tests.support.shop import Shop
from tests.support.stack import Stack
from tests.workers.conftest import Start
from workers import clock
from workers.context import context
from workers.files import remove_strays

Eventually = Callable[..., None]


def leader(shop: Shop) -> int | None:
    found = shop.admin.value("SELECT IS_USED_LOCK(%s)", clock.LOCK)
    return int(found) if found is not None else None


def status(shop: Shop, order: dict[str, object]) -> str:
    query = "SELECT order_status_code FROM orders WHERE order_id = %s"
    return str(shop.admin.value(query, order["id"]))


def test_overdue_orders_expire(
    shop: Shop,
    worker: Start,
    eventually: Eventually,
    checks_are_silent: Callable[[], None],
) -> None:
    """All that are overdue, and their pieces are for sale again."""
    product = shop.product(stock=10)
    orders = [shop.overdue_order(items={product: 2}) for _ in range(3)]
    worker("clock")
    eventually(lambda: {status(shop, order) for order in orders} == {"expired"}, 20)
    assert shop.stock(product) == (10, 0)
    checks_are_silent()


def test_the_audit_is_sealed(shop: Shop, worker: Start, eventually: Eventually) -> None:
    """What is old enough; the checks are silent about it."""
    shop.age_audit()
    worker("clock")
    eventually(lambda: shop.admin.value("SELECT MAX(seal_no) FROM store_audit.seals"), 20)
    newest = shop.admin.value("SELECT MAX(last_entry_id) FROM store_audit.seals")
    assert newest <= shop.admin.value("SELECT MAX(entry_id) FROM store_audit.entries")


@pytest.mark.slow
def test_two_clocks_are_one(shop: Shop, worker: Start, eventually: Eventually) -> None:
    """One leads; when it dies the other takes over."""
    first = worker("clock")
    eventually(lambda: leader(shop))
    before = leader(shop)
    worker("clock")
    time.sleep(1)
    assert leader(shop) == before
    first.kill()
    first.wait()
    eventually(lambda: leader(shop) not in (None, before), 20)


@pytest.mark.slow
def test_clock_outlives_its_connection(shop: Shop, worker: Start, eventually: Eventually) -> None:
    """A lost connection is a lost lock: the clock takes it again."""
    process = worker("clock")
    eventually(lambda: leader(shop))
    before = leader(shop)
    shop.admin.execute(f"KILL {before}")
    eventually(lambda: leader(shop) not in (None, before), 20)
    order = shop.overdue_order()
    eventually(lambda: status(shop, order) == "expired", 20)
    process.terminate()
    assert process.wait(20) == 0


def test_old_files_go(
    shop: Shop, stack: Stack, worker: Start, tmp_path: Path, eventually: Eventually
) -> None:
    """A file past its retention goes, and its row says so; others stay."""
    folder = tmp_path / "exports"
    folder.mkdir()
    shop.work("report_register", "made", "reports.made", "Made")
    ids = []
    for number in range(2):
        row = shop.api.call("export_request", shop.staff().session, "made", "csv", "{}")[0]
        ids.append(row["export_id"])
        name = f"{number}.csv"
        (folder / name).write_text("x")
        shop.admin.execute(
            "UPDATE exports SET state = 'done', file_name = %s,"
            " finished_at = UTC_TIMESTAMP(6) - INTERVAL %s DAY WHERE export_id = %s",
            name,
            30 * number,
            row["export_id"],
        )
    worker("clock")
    eventually(lambda: not (folder / "1.csv").exists(), 20)
    assert (folder / "0.csv").exists()
    states = "SELECT state FROM exports WHERE export_id = %s"
    assert [shop.admin.value(states, each) for each in ids] == ["done", "expired"]


def test_strays(tmp_path: Path) -> None:
    """What dead workers left goes, what is written now and what a row knows stays."""
    for name in ("known.csv", "young.csv.part", "old.csv.part", "old.csv"):
        (tmp_path / name).write_text("x")
        if not name.startswith("young"):
            os.utime(tmp_path / name, (0, 0))
    assert sorted(remove_strays(tmp_path, {"known.csv"}, 60)) == ["old.csv", "old.csv.part"]
    assert {path.name for path in tmp_path.iterdir()} == {"known.csv", "young.csv.part"}
    assert remove_strays(tmp_path / "none", set(), 60) == []


@pytest.mark.usefixtures("in_stack_env")
def test_checks_run_once_a_night(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As the login of the reports, after three, once; what does not hold is an error."""
    context.cache_clear()
    times = iter(
        datetime(2026, 1, day, hour)
        for day, hour in [(1, 12), (1, 12), (1, 13), (2, 2), (2, 3), (2, 4), (3, 3)]
    )
    monkeypatch.setattr(clock, "_shop_time", lambda: next(times))
    found: list[int] = []
    night = clock.Night()

    def check(url: str) -> list[str]:
        violations = run_checks(url)
        found.append(len(violations))
        return [*map(str, violations), "planted"]

    monkeypatch.setattr(clock, "run_checks", check)
    for _ in range(5):
        night.check()
    assert found == [0, 0]
    assert caplog.text.count("A promise does not hold: planted") == 2
    context.cache_clear()
