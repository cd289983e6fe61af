"""What happens by itself: wake-ups, expiry, cleaning, nightly checks."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from mysql.connector.connection_cext import CMySQLConnection

from core.checks import run_checks
from core.db import Problem
from core.db.failures import DRIVER_ERRORS, message_of
from core.db.pool import connect
from core.wake import Topic, Waker
from workers.context import STOPPING, context
from workers.files import leases_in, remove_lease

log = logging.getLogger(__name__)

LOCK = "storekeeper.clock"
MINE = "SELECT COALESCE(IS_USED_LOCK(%s) = CONNECTION_ID(), 0) OR GET_LOCK(%s, 0)"
LEADER_SECONDS = 5.0
NIGHT_HOUR = 3
DAY_SECONDS = 24 * 3600.0
# Events and orders whose sales are taken into the facts at once.
FACTS = 1000
# Between two batches, so that a great purge does not hold up those who sell.
PURGE_PAUSE = 0.2


@dataclass(frozen=True)
class Task:
    """Something that is done again and again; doing it twice does no harm."""

    name: str
    seconds: float
    run: Callable[[], None]


def wake_workers() -> None:
    """Wake the workers for what no wake-up has reached: retries, dead workers, an empty Redis."""
    here = context()
    due = here.db.rows("SELECT mail, exports FROM worker_due")[0]
    topics: tuple[Topic, ...] = ("mail", "exports")
    for topic in topics:
        if due[topic]:
            Waker(here.redis).wake(topic)


def run_schedules() -> None:
    """Ask for the report files that are due: each is one of its owner's exports."""
    here = context()
    is_any = False
    while not STOPPING.is_set() and here.tick("report_schedule_run_next"):
        is_any = True
    if is_any:
        Waker(here.redis).wake("exports")


def expire_orders() -> None:
    """Let go of orders that were not paid in time."""
    _until_none("order_expire_next")


def sweep_mails() -> None:
    """Take mails back whose worker has died."""
    context().tick("mails_sweep")


def remove_old_exports() -> None:
    """Let files past their retention go, and the folder of each lease that nobody holds."""
    here = context()
    _until_none("export_expire_next")
    # The folders first: a lease is older than its folder, so what is found and not held has ended.
    found = leases_in(here.config.export_dir)
    if not found:
        return
    held = {row["lease_token"] for row in here.db.rows("SELECT lease_token FROM export_leases")}
    for token in found - held:
        remove_lease(here.config.export_dir, token)
        log.info("Removed the files of the lease %s, which nobody holds.", token)


def purge() -> None:
    """Remove what has run out, batch by batch, until nothing is left."""
    while context().tick("expired_purge")[0]["purged"]:
        if STOPPING.wait(PURGE_PAUSE):
            return


def take_sales() -> None:
    """Bring the facts of the reports up to what was sold; another who does it is left alone."""
    while not STOPPING.is_set():
        rows = context().tick("sales_facts_take", FACTS)
        if not rows or not rows[0]["taken"]:
            return


def count_for_dashboard() -> None:
    """Count orders by status and what is left of goods, as far as they have changed."""
    context().tick("dashboard_count")


def keep_audit_partitions() -> None:
    """Give the audit its next months, and let go of those past their time."""
    context().tick("audit_partitions_keep")


def seal_audit() -> None:
    """Seal what the audit holds; the log tells of each seal, for whoever keeps it elsewhere."""
    while not STOPPING.is_set():
        row = context().tick("audit_seal")[0]
        if not row["sealed"]:
            return
        log.info(
            "Audit sealed up to entry %s (%s entries): %s",
            row["last_entry_id"],
            row["sealed"],
            row["seal_hash"],
        )


class Night:
    """Runs the checks once a night, when the shop sleeps."""

    def __init__(self) -> None:
        self._is_begun = False
        self._checked: date | None = None

    def check(self) -> None:
        """Report every promise that does not hold; a night that went wrong is tried again."""
        now = _shop_time()
        if not self._is_begun:
            # A clock that starts by day leaves the shop alone till the next night.
            self._is_begun = True
            self._checked = now.date() if now.hour >= NIGHT_HOUR else None
        if now.hour < NIGHT_HOUR or now.date() == self._checked:
            return
        violations = run_checks(context().config.report_database_url)
        for violation in violations:
            log.error("A promise does not hold: %s", violation)
        log.info("Nightly checks: %s violations.", len(violations))
        self._checked = now.date()


def tasks() -> list[Task]:
    """All that the clock does."""
    return [
        Task("wake", 5, wake_workers),
        Task("take sales", 1, take_sales),
        Task("count for the dashboard", 2, count_for_dashboard),
        Task("sweep mails", 5, sweep_mails),
        Task("run schedules", 5, run_schedules),
        Task("expire orders", 10, expire_orders),
        Task("remove old exports", 10, remove_old_exports),
        Task("purge", 600, purge),
        Task("seal audit", 300, seal_audit),
        Task("audit partitions", DAY_SECONDS, keep_audit_partitions),
        Task("nightly checks", 600, Night().check),
    ]


def serve() -> None:
    """Be the clock until SIGTERM: the one that holds the lock works, others stand by."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: STOPPING.set())
    leading = threading.Event()
    threads = [
        threading.Thread(target=_repeat, args=(task, leading), name=task.name) for task in tasks()
    ]
    for thread in threads:
        thread.start()
    while not STOPPING.is_set():
        try:
            with closing(connect(context().config.worker_database_url)) as connection:
                _lead(connection, leading)
        except DRIVER_ERRORS as error:
            log.warning("The clock stands still: %s", message_of(error))
        leading.clear()
        STOPPING.wait(LEADER_SECONDS)
    for thread in threads:
        thread.join()


def _lead(connection: CMySQLConnection, leading: threading.Event) -> None:
    """Hold the lock as long as its connection lives: it falls with it."""
    with closing(connection.cursor()) as cursor:
        while not STOPPING.is_set():
            cursor.execute(MINE, (LOCK, LOCK))
            row = cursor.fetchone()
            if row and row[0] == 1:
                leading.set()
            else:
                leading.clear()
            STOPPING.wait(LEADER_SECONDS)


def _repeat(task: Task, leading: threading.Event) -> None:
    while not STOPPING.is_set():
        if not leading.wait(1):
            continue
        started = time.monotonic()
        _attempt(task)
        STOPPING.wait(max(0.0, task.seconds - (time.monotonic() - started)))


def _attempt(task: Task) -> None:
    """One that fails is logged and shown by `./store status`; the others go on."""
    try:
        with context().heart.work(task.name):
            task.run()
    except Problem as problem:
        log.warning("%s: %s", task.name, problem)
    except Exception:
        log.exception("%s failed.", task.name)


def _until_none(procedure: str) -> None:
    while not STOPPING.is_set() and context().tick(procedure):
        continue


def _shop_time() -> datetime:
    return datetime.now(ZoneInfo(context().settings.text("time_zone")))
