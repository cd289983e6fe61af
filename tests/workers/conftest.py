"""Workers in processes of their own, and a mail server that does what a test wants."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from ops.local.children import spawn
from ops.local.servers.base import free_port
from ops.paths import ROOT
from tests.support import reports
from tests.support.reports import ReportFiles
from tests.support.shop import Shop
from tests.workers.post_office import PostOffice

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    """An SMTP server that keeps what it is sent, or refuses it as told."""
    office = PostOffice()
    controller = Controller(office, hostname="127.0.0.1", port=free_port())
    office.port = controller.port
    controller.start()
    yield office
    controller.stop()


@pytest.fixture
def worker(stack_env: dict[str, str], tmp_path: Path, post_office: PostOffice) -> Iterator[Start]:
    """`worker("mail", STORE_X="y")`: a worker process, ended when the test ends."""
    started: list[subprocess.Popen[bytes]] = []

    def start(name: str, **overrides: str) -> subprocess.Popen[bytes]:
        env = {
            **os.environ,
            **stack_env,
            "STORE_SMTP_PORT": str(post_office.port),
            "STORE_EXPORT_DIR": str(tmp_path / "exports"),
            **overrides,
        }
        log = (tmp_path / f"{name}-{len(started)}.log").open("wb")
        process = spawn([sys.executable, "-m", "workers", name], log, env, ROOT)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
    for path in sorted(tmp_path.glob("*.log")):
        print(f"--- {path.name}\n{path.read_text()}")


@pytest.fixture
def setting(shop: Shop) -> Iterator[Callable[[str, int | str], None]]:
    """`setting("mail_lease_seconds", 2)`: as long as the test runs."""
    before: dict[str, Any] = {}

    def write(code: str, value: int | str) -> None:
        shop.admin.execute("UPDATE settings SET value = %s WHERE setting_code = %s", value, code)

    def change(code: str, value: int | str) -> None:
        old = shop.admin.value("SELECT value FROM settings WHERE setting_code = %s", code)
        before.setdefault(code, old)
        write(code, value)

    yield change
    for code, value in before.items():
        write(code, value)


@pytest.fixture
def empty_queue(shop: Shop) -> None:
    """Mails that other tests left wait till another day."""
    shop.relay()
    shop.admin.execute(
        "UPDATE mails SET due_at = UTC_TIMESTAMP(6) + INTERVAL 1 DAY"
        " WHERE state IN ('queued', 'sending')"
    )


@pytest.fixture
def files(tmp_path: Path, shop: Shop) -> ReportFiles:
    """The report `made`, known to the database; no export of another test waits."""
    shop.work("report_register", "made", "reports.made", "Made")
    shop.admin.execute(
        "UPDATE exports SET state = 'cancelled' WHERE state IN ('queued', 'running')"
    )
    return reports.made(tmp_path / "reports")
