"""A whole shop as `./store up` starts it, from the files of any revision."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shlex import split
from typing import Any

from benchmarks.buyer import BASE
from benchmarks.database import Admin
from benchmarks.http import Channel, request
from benchmarks.stack import own_folder
from ops.local import children
from ops.local.servers.base import free_port
from ops.paths import ROOT, local_dir

START_SECONDS = 900.0
STOP_SECONDS = 180.0
MAILS_SECONDS = 300.0
LOOK_SECONDS = 0.1
# A mail that a later event owes may come after those that every checkout owes.
QUIET_SECONDS = 1.0
# What a shop takes over from its caller's environment.
KEPT = ("STORE_CACHE_DIR", "STORE_DEBIAN_ARCHIVE", "STORE_DEBIAN_KEYRING")
# Clients that sign in are not what is measured.
LIMITS = {"STORE_LIMIT_LOGIN": "1000/minute", "STORE_LIMIT_REFRESH": "1000/minute"}
GROUPS = {"mysqld": "database", "worker-mail": "mail worker", "mailsink": "mail sink"}
MANAGER = "manager"


@dataclass
class RunningShop:
    """A shop that answers; what is known about it is what its own files say."""

    source: Path
    home: Path
    env: Mapping[str, str]
    manager: int

    def __post_init__(self) -> None:
        lines = (self.home / "env").read_text().splitlines()
        self.settings = {name: split(value)[0] for name, value in (x.split("=", 1) for x in lines)}
        self.port = int(self.env["STORE_PORT"])
        self.password = self.settings["STORE_DEMO_PASSWORD"]
        self.admin = Admin(self.settings["STORE_ADMIN_DATABASE_URL"])
        self._inbox = self.home / "mail/new"

    def pids(self) -> dict[str, list[int]]:
        """All processes of the shop by what they do, whoever started them."""
        found: dict[str, list[int]] = {MANAGER: [self.manager]}
        for process in _state(self.home)["processes"]:
            pid = process["pid"]
            group = found.setdefault(GROUPS.get(process["name"], process["name"]), [])
            group += [pid, *children.session_members(pid)]
        return found

    def empty_inbox(self) -> None:
        """Forget the mails that have arrived so far."""
        for mail in self._inbox.iterdir():
            mail.unlink()

    def arrived(self) -> int:
        """How many mails lie in the sink."""
        return sum(1 for _ in os.scandir(self._inbox))

    def wait_for_mails(self, least: int) -> int:
        """Wait until so many have arrived and no other follows; how many they are."""
        until, found, changed = time.monotonic() + MAILS_SECONDS, -1, time.monotonic()
        while found < least or time.monotonic() < changed + QUIET_SECONDS:
            time.sleep(LOOK_SECONDS)
            if (now := self.arrived()) != found:
                found, changed = now, time.monotonic()
            if time.monotonic() > until:
                raise RuntimeError(f"{found} of {least} mails came in {MAILS_SECONDS:.0f} s.")
        return found

    def offers(self, path: str) -> bool:
        """Whether the API has this path."""
        channel = Channel(self.port)
        channel.expect(request("GET", f"{BASE}/openapi.json"), 200)
        paths = channel.json()["paths"]
        channel.close()
        return path in paths or BASE + path in paths

    def violations(self) -> list[str]:
        """What the shop's own `./store db check` says."""
        done = subprocess.run(
            [self.source / "store", "db", "check"], env=self.env, capture_output=True, text=True
        )
        said = [*done.stdout.splitlines(), *done.stderr.splitlines()]
        return said if done.returncode else []


def _state(home: Path) -> Any:
    path = home / "run/state.json"
    return json.loads(path.read_text()) if path.exists() else {"phase": "none"}


@contextmanager
def running(name: str, source: Path, progress: Callable[[str], None]) -> Iterator[RunningShop]:
    """Start a shop of its own from a tree of files; stop it and remove its data at the end."""
    with own_folder(name) as home:
        env = {key: value for key, value in os.environ.items() if not key.startswith("STORE_")}
        env |= {key: os.environ[key] for key in KEPT if key in os.environ}
        env |= {**LIMITS, "STORE_LOCAL_DIR": str(home), "STORE_PORT": str(free_port())}
        progress(f"Starting the shop {name!r} with ./store up.")
        with (home / "store.log").open("ab") as output:
            command = [str(source / "store"), "up", "--detached"]
            manager = children.spawn(command, output, env, source)
        try:
            _wait(manager, home)
            shop = RunningShop(source, home, env, manager.pid)
            yield shop
            shop.admin.close()
        finally:
            _stop(manager, home)


def _wait(manager: subprocess.Popen[bytes], home: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while not _is_up(_state(home)):
        if manager.poll() is not None or time.monotonic() > until:
            last = (home / "store.log").read_text(errors="replace").splitlines()[-15:]
            raise RuntimeError("\n".join(["The shop does not start.", *last]))
        time.sleep(LOOK_SECONDS)


def _is_up(state: dict[str, Any]) -> bool:
    """The office is built as well: nothing else of ours may use the processor. Old trees had
    none."""
    return state["phase"] == "ready" and not state.get("is_building")


def _stop(manager: subprocess.Popen[bytes], home: Path) -> None:
    """End the shop; one that does not end in time is killed with all it started."""
    pids = [each.get("pid") for each in _state(home).get("processes", [])]
    if manager.poll() is None:
        manager.send_signal(signal.SIGTERM)
    try:
        manager.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        manager.kill()
        manager.wait()
        children.kill_all([pid for pid in pids if pid])


def source_of(revision: str, progress: Callable[[str], None]) -> Path:
    """The files of a revision in a folder of their own, which keeps its virtual environment."""
    git = ["git", "-C", str(ROOT)]
    asked = [*git, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"]
    commit = subprocess.run(asked, capture_output=True, text=True).stdout.strip()
    if not commit:
        raise RuntimeError(f"There is no revision {revision}.")
    folder = local_dir() / "revisions" / commit[:12]
    if not (folder / "store").exists():
        progress(f"Unpacking {commit[:12]} into {folder}.")
        folder.mkdir(parents=True, exist_ok=True)
        archive = subprocess.run([*git, "archive", commit], capture_output=True, check=True)
        subprocess.run(["tar", "-x", "-C", str(folder)], input=archive.stdout, check=True)
    return folder
