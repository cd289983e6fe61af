"""A throw-away stack: durable MySQL, Redis, the demo shop, the API; gone when the block ends."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from api.server import API
from benchmarks.database import Admin
from ops import demo, migrations
from ops.local import children, environment
from ops.local.fetch import Progress
from ops.local.locks import lock, try_lock
from ops.local.servers import MySQLServer, RedisServer, ServerError
from ops.local.servers.base import free_port
from ops.local.stack import api_is_ready
from ops.paths import ROOT, local_dir

READY_SECONDS = 60.0
STOP_SECONDS = 15.0
# What a benchmark takes over from its caller's environment.
KEPT = ("STORE_CACHE_DIR",)


@dataclass
class BenchmarkStack:
    """Servers of one benchmark, filled with the demo shop."""

    home: Path
    database: MySQLServer
    redis: RedisServer
    env: dict[str, str]
    admin: Admin

    def server_pids(self) -> dict[str, list[int]]:
        """The processes of database and Redis."""
        found = {"database": self.database.pid, "redis": self.redis.pid}
        return {name: [pid] if pid else [] for name, pid in found.items()}

    @contextmanager
    def serving(self, application: str, is_ready: Callable[[int], bool]) -> Iterator[Served]:
        """A WSGI application under the API's own server configuration."""
        port = free_port()
        env = {
            **self.env,
            "STORE_PORT": str(port),
            # As under ./store up.
            "STORE_LOG_FILE": str(self.home / "requests.log"),
            "PYTHONUNBUFFERED": "1",
        }
        for name in environment.PRIVILEGED:
            env.pop(name, None)
        command = [sys.executable, "-m", "api.server", application]
        log = self.home / f"{application.split(':')[0]}.log"
        with log.open("ab") as output:
            process = children.spawn(command, output, {**os.environ, **env}, ROOT)
        try:
            _wait(process, lambda: is_ready(port), log)
            yield Served(port, process.pid)
        finally:
            _end(process)

    def api(self) -> AbstractContextManager[Served]:
        """The API itself."""
        return self.serving(API, lambda port: api_is_ready(f"http://127.0.0.1:{port}"))


@dataclass(frozen=True)
class Served:
    """An application that answers on a port."""

    port: int
    pid: int

    @property
    def pids(self) -> list[int]:
        """Its master and its workers."""
        return [self.pid, *children.session_members(self.pid)]


def _wait(process: subprocess.Popen[bytes], is_ready: Callable[[], bool], log: Path) -> None:
    until = time.monotonic() + READY_SECONDS
    while not is_ready():
        if process.poll() is not None or time.monotonic() > until:
            end = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
            raise ServerError(f"The server of the benchmark does not start.\n{end}")
        time.sleep(0.05)


def _end(process: subprocess.Popen[bytes]) -> None:
    left = children.session_members(process.pid)
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    children.kill_all([pid for pid in left if children.started_ticks(pid)])


@contextmanager
def start(progress: Progress) -> Iterator[BenchmarkStack]:
    """Servers with everything applied and the demo shop loaded."""
    with own_folder("servers") as home, _own_environment(home), _servers(home, progress) as stack:
        yield stack


@contextmanager
def own_folder(name: str) -> Iterator[Path]:
    """A folder that goes when the block ends, or when the next one finds its maker dead."""
    # Beside the data of a real stack, not in /tmp: that may be memory, where fsync is free.
    base = local_dir() / "bench"
    with lock(base / "lock", lambda: None):
        _remove_left(base)
        home = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=base))
        held = try_lock(home / "lock")
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)
        if held is not None:
            os.close(held)


@contextmanager
def _servers(home: Path, progress: Progress) -> Iterator[BenchmarkStack]:
    database = MySQLServer(home / "database/data", "mysql", progress=progress)
    redis = RedisServer(home / "redis", progress)
    try:
        progress("Starting MySQL and Redis of the benchmark's own.")
        database.start()
        redis.start()
        env = environment.write(database.admin_url, redis.url, free_port())
        env["STORE_LOCAL_DIR"] = str(home)
        progress("Applying sql/.")
        migrations.apply(
            database.admin_url, passwords=environment.passwords(), progress=lambda _: None
        )
        media = Path(env["STORE_MEDIA_DIR"])
        owner, importer = env["STORE_OWNER_DATABASE_URL"], env["STORE_IMPORTER_SESSION"]
        demo.load(owner, importer, progress, env["STORE_DEMO_PASSWORD"], media)
        yield BenchmarkStack(home, database, redis, env, Admin(database.admin_url))
    finally:
        # Nobody reads this data again.
        redis.kill()
        database.kill()


@contextmanager
def _own_environment(home: Path) -> Iterator[None]:
    """Nothing of the caller's own stack may be measured, or touched."""
    before = {name: value for name, value in os.environ.items() if name.startswith("STORE_")}
    _set({name: before[name] for name in KEPT if name in before} | {"STORE_LOCAL_DIR": str(home)})
    try:
        yield
    finally:
        _set(before)


def _set(values: Mapping[str, str]) -> None:
    for name in [*os.environ]:
        if name.startswith("STORE_"):
            del os.environ[name]
    os.environ.update(values)


def _remove_left(base: Path) -> None:
    """Remove what benchmarks left that were killed; who lives holds its lock."""
    for home in (path for path in base.iterdir() if path.is_dir()):
        held = try_lock(home / "lock")
        if held is not None:
            shutil.rmtree(home, ignore_errors=True)
            os.close(held)
