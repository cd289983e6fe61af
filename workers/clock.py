"""What happens by itself: wake-ups, expiry, cleaning, nightly checks."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from mysql.connector.connection_cext import CMySQLConnection

from core.checks import run_checks
from core.db import Problem
from core.db.failures import DRIVER_ERRORS, message_of
from core.db.pool import connect
from core.wake import Topic, Waker
from workers.context import STOPPING, context
from workers.files import remove_strays

log = logging.getLogger(__name__)

LOCK = "storekeeper.clock"
MINE = "SELECT COALESCE(IS_USED_LOCK(%s) = CONNECTION_ID(), 0) OR GET_LOCK(%s, 0)"
LEADER_SECONDS = 5.0
STRAY_SECONDS = 4 * 3600.0
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


def expire_orders() -> None:
    """Let go of orders that were not paid in time."""
    _until_none("order_expire_next")


def sweep_mails() -> None:
    """Take mails back whose worker has died."""
    context().tick("mails_sweep")


def remove_old_exports() -> None:
    """Remove files past their retention, and those that dead workers left behind."""
    here = context()
    folder = here.config.export_dir
    while not STOPPING.is_set() and (rows := here.tick("export_expire_next")):
        if rows[0]["file_name"]:
            (folder / rows[0]["file_name"]).unlink(missing_ok=True)
    known = {row["file_name"] for row in here.db.rows("SELECT file_name FROM export_files")}
    for name in remove_strays(folder, known, STRAY_SECONDS):
        log.info("Removed %s, which no export knows.", name)


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
        self._checked = _shop_time().date() if _shop_time().hour >= NIGHT_HOUR else None

    def check(self) -> None:
        """Report every promise that does not hold."""
        now = _shop_time()
        if now.hour < NIGHT_HOUR or now.date() == self._checked:
            return
        self._checked = now.date()
        violations = run_checks(context().config.report_database_url)
        for violation in violations:
            log.error("A promise does not hold: %s", violation)
        log.info("Nightly checks: %s violations.", len(violations))


def tasks() -> list[Task]:
    """All that the clock does."""
    return [
        Task("wake", 5, wake_workers),
        Task("take sales", 1, take_sales),
        Task("sweep mails", 5, sweep_mails),
        Task("expire orders", 10, expire_orders),
        Task("remove old exports", 60, remove_old_exports),
        Task("purge", 600, purge),
        Task("seal audit", 300, seal_audit),
        Task("audit partitions", DAY_SECONDS, keep_audit_partitions),
        Task("nightly checks", 60, Night().check),
    ]


def serve() -> None:
    """Be the clock until SIGTERM: the one that holds the lock works, others stand by."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: STOPPING.set())
    leading = threading.Event()
    threads = [
        threading.Thread(target=_repeat, args=(task, leading), name=task.name)
        for task in _patiently(tasks)
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


def _patiently(make: Callable[[], list[Task]]) -> list[Task]:
    """Wait for a database that is not there yet."""
    while not STOPPING.is_set():
        try:
            return make()
        except Problem as problem:
            log.warning("The clock waits: %s", problem.detail)
            STOPPING.wait(LEADER_SECONDS)
    return []


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
    try:
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
