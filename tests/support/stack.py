"""A whole stack for tests: database and Redis of its own, copied from a ready-made one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import get_args

import pytest

from ops import migrations
from ops.local import environment
from ops.local.locks import lock
from ops.local.servers import MySQLServer, RedisServer, template
from ops.local.servers.base import free_port
from ops.local.servers.installation import Flavor, find
from ops.paths import ROOT, cache_dir

URLS = {
    "api": "STORE_API_DATABASE_URL",
    "worker": "STORE_WORKER_DATABASE_URL",
    "report": "STORE_REPORT_DATABASE_URL",
    "owner": "STORE_OWNER_DATABASE_URL",
    "admin": "STORE_ADMIN_DATABASE_URL",
}
# Throw-away servers need not survive a power cut; a kill -9 they survive all the same.
FAST = ["--innodb-flush-log-at-trx-commit=2", "--sync-binlog=0"]
KEPT_TEMPLATES = 6
# What a test run takes over from its caller's environment.
KEPT = ("STORE_CACHE_DIR", "STORE_TEST_SERVER", "STORE_TEST_MUTATE", "STORE_TEST_CI")


def flavor() -> Flavor:
    """The server to test on, as `./store test --server` says."""
    asked = os.environ.get("STORE_TEST_SERVER", "mysql")
    if asked not in get_args(Flavor):
        raise pytest.UsageError(f"STORE_TEST_SERVER is {asked}, not mysql or mariadb.")
    return "mariadb" if asked == "mariadb" else "mysql"


@dataclass
class Stack:
    """Servers of one test run and how to reach them."""

    home: Path
    server: MySQLServer
    redis: RedisServer
    env: dict[str, str] = field(default_factory=dict)

    def url(self, login: str) -> str:
        """The URL of a login: api, worker, report, owner or admin."""
        return self.env[URLS[login]]

    def write_env(self) -> None:
        """Write the settings again: after a restart the ports may differ."""
        with _own_folders(self.home):
            self.env = environment.write(self.server.admin_url, self.redis.url, free_port())
            self.env["STORE_LOCAL_DIR"] = str(self.home / "local")


@contextmanager
def start(options: list[str] | None = None, with_redis: bool = True) -> Iterator[Stack]:
    """A stack with everything applied; its folder goes when the block ends."""
    source = _template()
    home = Path(tempfile.mkdtemp(prefix="store-test-"))
    server = MySQLServer(home / "database/data", flavor(), FAST if options is None else options)
    stack = Stack(home, server, RedisServer(home / "redis"))
    try:
        (home / "database").mkdir()
        (home / "local").mkdir(mode=0o700)
        template.copy(source / "data", server.data)
        shutil.copy2(source / "secrets.json", home / "local/secrets.json")
        server.start()
        if with_redis:
            stack.redis.start()
            stack.write_env()
        yield stack
    finally:
        # Nobody reads this data again.
        server.kill()
        if with_redis:
            stack.redis.kill()
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _own_folders(home: Path) -> Iterator[None]:
    """Nothing of the caller's own stack may reach the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [*os.environ]:
            if name.startswith("STORE_") and name not in KEPT:
                patch.delenv(name)
        patch.setenv("STORE_LOCAL_DIR", str(home / "local"))
        yield


def _template() -> Path:
    """A data directory with all of sql/ applied, made once per state of the files."""
    installation = find(_silent, flavor())
    made_of = sha256()
    for folder in ("sql", "ops/migrations"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".sql", ".py"):
                made_of.update(f"{path.relative_to(ROOT)}\0".encode())
                made_of.update(path.read_bytes())
    base = cache_dir() / "test-templates"
    name = f"{template.key_of(installation)}-{made_of.hexdigest()[:16]}"
    home = base / name
    with lock(base / f"{installation.flavor}.lock", _nothing):
        if not home.exists():
            _build(home)
        os.utime(home)
        _forget_old(base, installation.flavor)
    return home


def _build(home: Path) -> None:
    work = Path(tempfile.mkdtemp(prefix="store-template-"))
    try:
        with _own_folders(work):
            passwords = environment.passwords()
        with MySQLServer(work / "database/data", flavor(), FAST) as server:
            migrations.apply(server.admin_url, passwords=passwords, progress=_silent)
        part = home.with_name(f"{home.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True, mode=0o700)
        for pattern in (*template.PERSONAL, "binlog.*"):
            for path in server.data.glob(pattern):
                path.unlink()
        template.copy(server.data, part / "data")
        shutil.copy2(work / "local/secrets.json", part / "secrets.json")
        part.rename(home)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _forget_old(base: Path, kind: str) -> None:
    """Each state of sql/ leaves a template; only the last few are of use."""
    made = sorted(base.glob(f"{kind}-*/"), key=lambda path: path.stat().st_mtime)
    for old in made[:-KEPT_TEMPLATES]:
        shutil.rmtree(old, ignore_errors=True)


def _silent(_: str) -> None:
    return


def _nothing() -> None:
    return
