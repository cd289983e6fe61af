"""`./store up` and its companions, whatever is killed or runs already."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ops.local import state, web
from ops.local.children import started_ticks
from ops.local.servers import MySQLServer, RedisServer
from ops.local.servers.base import free_port
from ops.paths import ROOT
from tests.ops.waiting import wait_for
from tests.support.logins import Login

pytestmark = pytest.mark.faults

NAMES = {"mysqld", "redis", "mailsink", "api", "worker-mail", "worker-exports", "clock"}
SECONDS = 180


@dataclass
class Store:
    """`./store` in a folder of its own."""

    local: Path
    port: int

    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        # The archive is out of reach: what was fetched once must do.
        kept |= {"STORE_DEBIAN_ARCHIVE": f"http://127.0.0.1:{free_port()}"}
        if cache := os.environ.get("STORE_CACHE_DIR"):
            kept["STORE_CACHE_DIR"] = cache
        return kept | {
            "STORE_LOCAL_DIR": str(self.local),
            "STORE_PORT": str(self.port),
            "STORE_DEMO": "0",
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "ops", *arguments],
            cwd=ROOT,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str, code: int = 0) -> str:
        process = self.start(*arguments)
        text, _ = process.communicate(timeout=SECONDS)
        assert process.returncode == code, text
        return text

    def written(self) -> state.State:
        found = state.read()
        assert found
        return found

    def process(self, name: str) -> state.Running:
        return next(p for p in self.written().processes if p.name == name)

    def is_well(self) -> bool:
        return (
            subprocess.run(
                [sys.executable, "-m", "ops", "status"],
                cwd=ROOT,
                env=self.environment(),
                stdout=subprocess.DEVNULL,
                check=False,
            ).returncode
            == 0
        )


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory, servers_in_cache: None) -> Iterator[Store]:
    made = Store(tmp_path_factory.mktemp("stack") / "local", free_port())
    patch = pytest.MonkeyPatch()
    patch.setenv("STORE_LOCAL_DIR", str(made.local))
    yield made
    made.run("down")
    patch.undo()


@pytest.fixture
def running(stack: Store) -> Store:
    stack.run("up", "-d")
    return stack


def test_up__everything_answers(running: Store) -> None:
    text = running.run("status")
    assert {line.split()[0] for line in text.splitlines()[1:]} == NAMES
    assert text.count(" ok") == len(NAMES)


def test_status__of_a_first_start_that_is_under_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The settings are written once the servers answer."""
    monkeypatch.setenv("STORE_LOCAL_DIR", str(tmp_path))
    ticks = started_ticks(os.getpid())
    assert ticks
    state.write(state.State(os.getpid(), ticks, state.boot_id(), "starting", 8000))
    assert "It is starting for the first time." in Store(tmp_path, 8000).run("status", code=1)


def test_up__secrets_are_private(running: Store) -> None:
    for name in ("env", "secrets.json", "database/root.password", "redis/redis.conf"):
        assert stat.S_IMODE((running.local / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(running.local.stat().st_mode) == 0o700


def test_up__services_do_not_know_admin_and_owner(running: Store) -> None:
    for name in ("api", "worker-mail", "worker-exports", "clock"):
        environ = Path(f"/proc/{running.process(name).pid}/environ").read_bytes()
        assert b"STORE_ADMIN_DATABASE_URL" not in environ
        assert b"STORE_OWNER_DATABASE_URL" not in environ


def test_up__twice_says_so(running: Store) -> None:
    before = running.written()
    text = running.run("up")
    assert "already running" in text
    assert f":{running.port}/api/v1" in text
    assert running.written().pid == before.pid


@pytest.mark.parametrize("name", ["STORE_PORT", "STORE_MAIL_FROM"])
def test_up__with_other_settings_while_running_says_so(
    running: Store, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = {**running.environment(), name: str(free_port())}
    monkeypatch.setattr(running, "environment", lambda: environment)
    text = running.run("up", "-d", code=1)
    assert f"already running on http://127.0.0.1:{running.port}, with another {name}." in text
    assert "./store down ends it" in text


@pytest.mark.parametrize("name", ["worker-mail", "worker-exports", "clock"])
def test_status__names_a_worker_that_hangs(running: Store, name: str) -> None:
    """It lives and does nothing; its heart has stopped."""
    pid = running.process(name).pid
    assert pid
    wait_for(running.is_well, 60)
    os.kill(pid, signal.SIGSTOP)
    try:
        wait_for(lambda: not running.is_well(), 60)
        text = running.run("status", code=1)
    finally:
        os.kill(pid, signal.SIGCONT)
    (line,) = [line for line in text.splitlines() if line.startswith(name)]
    assert "hangs: silent for " in line
    wait_for(running.is_well, 60)


def test_status__names_a_task_of_the_clock_that_fails(running: Store) -> None:
    """The clock itself goes on."""
    url = dict(line.split("=", 1) for line in (running.local / "env").read_text().splitlines())[
        "STORE_ADMIN_DATABASE_URL"
    ]
    clock = running.process("clock").pid
    admin = Login(shlex.split(url)[0])
    admin.execute("REVOKE EXECUTE ON PROCEDURE store.mails_sweep FROM store_worker")
    try:
        wait_for(lambda: not running.is_well(), 60)
        text = running.run("status", code=1)
    finally:
        admin.execute("GRANT EXECUTE ON PROCEDURE store.mails_sweep TO store_worker")
        admin.close()
    (line,) = [line for line in text.splitlines() if line.startswith("clock")]
    assert "sweep mails fails: " in line
    wait_for(running.is_well, 60)
    assert running.process("clock").pid == clock


@pytest.mark.parametrize("name", sorted(NAMES))
def test_kill__started_again(running: Store, name: str) -> None:
    old = running.process(name)
    assert old.pid
    os.kill(old.pid, signal.SIGKILL)
    wait_for(lambda: running.process(name).pid not in (None, old.pid))
    wait_for(running.is_well, 60)


def test_up__after_the_manager_was_killed(running: Store) -> None:
    old = running.written()
    os.kill(old.pid, signal.SIGKILL)
    wait_for(lambda: started_ticks(old.pid) is None)
    assert "Storekeeper is running" in running.run("up", "-d")
    assert running.written().pid != old.pid
    assert all(not p.is_alive for p in old.processes)
    running.run("status")


def test_down__ends_what_a_killed_manager_left(running: Store) -> None:
    old = running.written()
    os.kill(old.pid, signal.SIGKILL)
    wait_for(lambda: started_ticks(old.pid) is None)
    running.run("down")
    assert all(not p.is_alive for p in old.processes)


def test_up__two_at_once_are_one(stack: Store) -> None:
    stack.run("down")
    starts = [stack.start("up", "-d") for _ in range(2)]
    texts = [start.communicate(timeout=SECONDS)[0] for start in starts]
    assert [start.returncode for start in starts] == [0, 0], texts
    assert all("Storekeeper is running" in text for text in texts)
    assert sum("already running" in text for text in texts) == 1


def test_down__nothing_running(running: Store) -> None:
    processes = running.written().processes
    assert "stopped" in running.run("down")
    assert all(not p.is_alive for p in processes)
    assert "Nothing is running" in running.run("down")
    assert "Nothing is running" in running.run("status", code=3)


def test_up__taken_port_is_named(stack: Store) -> None:
    stack.run("down")
    with socket.socket() as stranger:
        stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        stranger.bind(("127.0.0.1", stack.port))
        stranger.listen()
        text = stack.run("up", "-d", code=1)
    assert f"Port {stack.port} is taken" in text
    assert "STORE_PORT=" in text
    assert "Starting" not in text


def test_up__returns_in_a_script(stack: Store) -> None:
    stack.run("down")
    assert "Storekeeper is running" in stack.run("up")
    assert stack.is_well()


def test_up__in_the_foreground_until_ctrl_c(stack: Store) -> None:
    stack.run("down")
    process = stack.start("up", "--foreground")
    assert process.stdout
    for line in process.stdout:
        if "Storekeeper is running" in line:
            break
    processes = stack.written().processes
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert "Everything has stopped" in rest
    assert all(not p.is_alive for p in processes)


def test_up__wrong_database_url_is_told(stack: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    stack.run("down")
    url = f"mysql://nobody:x@127.0.0.1:{free_port()}/store"
    environment = {**stack.environment(), "STORE_DATABASE_URL": url}
    monkeypatch.setattr(stack, "environment", lambda: environment)
    text = stack.run("up", "-d", code=1)
    assert "STORE_DATABASE_URL does not answer" in text
    assert "Traceback" not in text


def test_up__on_servers_of_others(
    stack: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack.run("down")
    with MySQLServer(tmp_path / "database/data") as database, RedisServer(tmp_path / "r") as cache:
        foreign = Store(tmp_path / "local", stack.port)
        environment = {
            **stack.environment(),
            "STORE_LOCAL_DIR": str(foreign.local),
            "STORE_DATABASE_URL": database.admin_url,
            "STORE_REDIS_URL": cache.url,
        }
        # Nobody has asked for the demo shop: what is theirs is not filled.
        del environment["STORE_DEMO"]
        monkeypatch.setattr(foreign, "environment", lambda: environment)
        assert "storekeeper-demo" not in foreign.run("up", "-d")
        text = foreign.run("status")
        admin = Login(database.admin_url)
        assert admin.value("SELECT COUNT(*) FROM store.products") == 0
        admin.close()
        foreign.run("down")
        assert database.answers()
        assert cache.answers()
    assert {line.split()[0] for line in text.splitlines()[1:]} == NAMES - {"mysqld", "redis"}
    assert not (foreign.local / "database").exists()


def test_up__anywhere_and_down_leaves_nothing_in_the_temporary_folder(
    stack: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project whose path holds a quotation mark, and is too long for sockets."""
    stack.run("down")
    project = tmp_path / f'a "quoted" \\ {"deep" * 25}'
    # Short, or it would be of no use for sockets.
    temporary = Path(tempfile.mkdtemp(prefix="store-", dir="/tmp"))
    files = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT).decode().split("\0")
    for name in filter(None, files):
        if (ROOT / name).is_file():
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, project / name)
    web.build(print)
    shutil.copytree(web.DIST, project / "web/dist")
    environment = {**stack.environment(), "TMPDIR": str(temporary)}
    del environment["STORE_LOCAL_DIR"]

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "ops", *arguments],
            cwd=project,
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    try:
        run("up", "-d")
        assert run("status").count(" ok") == len(NAMES)
        assert run("db", "shell", "-N", "-e", "SELECT DATABASE()").strip() == "store"
        assert [*temporary.iterdir()]
    finally:
        run("down")
    temporary.rmdir()


def test_logs__one_process_or_all(running: Store) -> None:
    assert "ready for connections" in running.run("logs", "mysqld")
    assert "mysqld         |" in running.run("logs", "-n", "1")
    assert '"path":"/api/v1/ready"' in running.run("logs", "api")
    assert "mysqld" in running.run("logs", "mysql", code=1)


def test_reset__removes_the_data_and_nothing_else(running: Store) -> None:
    (running.local / "mine.txt").write_text("kept")
    assert "Aborted" in running.run("reset", code=1)
    running.run("status")
    running.run("reset", "--yes")
    assert [path.name for path in running.local.iterdir()] == ["mine.txt"]
