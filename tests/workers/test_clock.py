"""What happens by itself."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest

from core import heartbeat
from core.checks import CheckError, run_checks
from tests.support.shop import Shop
from tests.support.stack import Stack
from tests.workers.conftest import Start
from workers import clock
from workers.context import context

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


def test_the_dashboard_is_right_within_five_seconds(
    shop: Shop, worker: Start, eventually: Eventually
) -> None:
    """An order that was paid is counted, its goods and its money too."""
    worker("clock")
    worker("mail")
    eventually(lambda: leader(shop), 20)
    product = shop.product(price="12345.67", stock=3)
    order = shop.paid_order(items={product: 2})

    def is_counted() -> bool:
        row = shop.api.call("dashboard_show", shop.staff().session)[0]
        board = json.loads(row["document"])
        best = {each["product_id"]: each["revenue"] for each in board["top_products"]}
        few = {each["product_id"]: each["available"] for each in board["low_stock"]}
        counted = "SELECT order_status_code FROM orders_counted WHERE order_id = %s"
        return (
            best.get(product) == "24691.34"
            and few.get(product) == 1
            and shop.admin.value(counted, order["id"]) == "paid"
        )

    eventually(is_counted, 5)


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
    shop.work("report_register", "made", "reports.made", "Made")
    ids, names = [], []
    for number in range(2):
        row = shop.api.call("export_request", shop.staff().session, "made", "csv", "{}")[0]
        ids.append(row["export_id"])
        lease = str(uuid4())
        names.append(f"{lease}/{number}.csv")
        (folder / lease).mkdir(parents=True)
        (folder / names[-1]).write_text("x")
        shop.admin.execute(
            "UPDATE exports SET state = 'done', lease_token = %s, file_name = %s,"
            " finished_at = UTC_TIMESTAMP(6) - INTERVAL %s DAY WHERE export_id = %s",
            lease,
            names[-1],
            30 * number,
            row["export_id"],
        )
    worker("clock")
    eventually(lambda: not (folder / names[1]).parent.exists(), 20)
    assert (folder / names[0]).exists()
    states = "SELECT state FROM exports WHERE export_id = %s"
    assert [shop.admin.value(states, each) for each in ids] == ["done", "expired"]


@pytest.mark.parametrize("state", ["queued", "running", "done", "failed", "cancelled", "expired"])
def test_a_folder_goes_with_its_lease_and_never_by_its_age(
    shop: Shop,
    in_stack_env: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    state: str,
) -> None:
    """What is made or kept stays however old it is; all else goes at once; the rest is not ours."""
    monkeypatch.setenv("STORE_EXPORT_DIR", str(tmp_path))
    context.cache_clear()
    shop.work("report_register", "made", "reports.made", "Made")
    row = shop.api.call("export_request", shop.staff().session, "made", "csv", "{}")[0]
    lease, nobodys = str(uuid4()), str(uuid4())
    shop.admin.execute(
        "UPDATE exports SET state = %s, lease_token = %s, finished_at = UTC_TIMESTAMP(6)"
        " WHERE export_id = %s",
        state,
        lease,
        row["export_id"],
    )
    for name in (lease, nobodys, "pictures"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "sheet").write_text("x")
        os.utime(tmp_path / name / "sheet", (0, 0))
        os.utime(tmp_path / name, (0, 0))
    clock.remove_old_exports()
    kept = {lease} if state in ("running", "done") else set()
    assert {path.name for path in tmp_path.iterdir()} == {"pictures", *kept}
    shop.admin.execute(
        "UPDATE exports SET state = 'cancelled' WHERE export_id = %s", row["export_id"]
    )
    context.cache_clear()


def test_a_task_that_fails_stops_no_other(
    shop: Shop, worker: Start, tmp_path: Path, eventually: Eventually
) -> None:
    """It is logged and told by the heartbeat until it is done; the clock goes on."""
    role = "'store_worker'"
    revoked = f"REVOKE EXECUTE ON PROCEDURE mails_sweep FROM {role}"
    shop.admin.execute(revoked)
    try:
        process = worker("clock", STORE_HEARTBEAT_FILE=str(tmp_path / "beat"))

        def failing() -> set[str]:
            beat = heartbeat.read(tmp_path / "beat")
            return set(beat.failing) if beat else set()

        eventually(lambda: failing() == {"sweep mails"}, 20)
        order = shop.overdue_order()
        eventually(lambda: status(shop, order) == "expired", 20)
        assert process.poll() is None
    finally:
        shop.admin.execute(revoked.replace("REVOKE", "GRANT").replace("FROM", "TO"))
    eventually(lambda: not failing(), 20)
    assert "sweep mails" in (tmp_path / "clock-0.log").read_text()


@pytest.mark.usefixtures("in_stack_env")
def test_a_night_that_went_wrong_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken check, a lost server: the night is over when all checks have run."""
    times = iter(datetime(2026, 1, 2, hour) for hour in (2, 3, 4, 5))
    monkeypatch.setattr(clock, "_shop_time", lambda: next(times))
    tries: list[str] = []

    def check(url: str) -> list[str]:
        tries.append(url)
        if len(tries) == 1:
            raise CheckError("broken")
        return []

    monkeypatch.setattr(clock, "run_checks", check)
    night = clock.Night()
    night.check()
    with pytest.raises(CheckError):
        night.check()
    night.check()
    night.check()
    assert len(tries) == 2


@pytest.mark.usefixtures("in_stack_env")
def test_checks_run_once_a_night(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As the login of the reports, after three, once; what does not hold is an error."""
    context.cache_clear()
    times = iter(
        datetime(2026, 1, day, hour) for day, hour in [(1, 12), (2, 2), (2, 3), (2, 4), (3, 3)]
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
