"""The process manager: logs, deaths, restarts, and nobody left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import log_file
from ops.local.children import session_members, started_ticks
from ops.local.processes import Manager, Process, ProcessError, Stopped
from ops.locks import without_secrets
from ops.paths import ROOT
from tests.ops.waiting import wait_for


@pytest.fixture
def said() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def manager(tmp_path: Path, said: list[tuple[str, str]]) -> Iterator[Manager]:
    made = Manager(tmp_path / "logs", lambda name, text: said.append((name, text)), lambda: None)
    yield made
    made.stop()


def python(name: str, code: str, tmp_path: Path) -> Process:
    """A process that runs a few lines of Python."""
    command = [sys.executable, "-u", "-c", textwrap.dedent(code)]
    return Process(name, command, os.environ, tmp_path)


def until(manager: Manager, event: object) -> None:
    """Let the manager work until something has come."""

    def tick() -> bool:
        manager.tick()
        return bool(event())  # type: ignore[operator]

    wait_for(tick)


def test_lines__go_into_the_log_and_to_the_console(
    manager: Manager, said: list[tuple[str, str]], tmp_path: Path
) -> None:
    code = "import time; print('first'); print('no end', end='', flush=True); raise SystemExit"
    manager.run(python("step", code, tmp_path))
    assert said == [("step", "first"), ("step", "no end")]
    assert (tmp_path / "logs/step.log").read_text() == "first\nno end\n"


def test_lines__without_the_secrets_of_calls(
    manager: Manager, said: list[tuple[str, str]], tmp_path: Path
) -> None:
    text = "Query (7f): CALL order_cancel('68e38ad80dc48f85', 12)"
    process = python("crashing", f'print("{text}", flush=True)', tmp_path)
    process.cleaned = without_secrets
    manager.run(process)
    assert said == [("crashing", "Query (7f): CALL order_cancel('…', 12)")]
    assert "68e38ad8" not in manager.log_path("crashing").read_text()


def test_log__rotated_by_size(
    manager: Manager, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_file, "LOG_BYTES", 1000)
    manager.run(python("step", "for n in range(500): print('line', n)", tmp_path))
    logs = list((tmp_path / "logs").iterdir())
    assert len(logs) == 1 + log_file.LOG_FILES
    assert all(path.stat().st_size <= 1000 for path in logs)


def test_step__that_fails_is_an_error(manager: Manager, tmp_path: Path) -> None:
    with pytest.raises(ProcessError, match="'step' failed"):
        manager.run(python("step", "raise SystemExit(3)", tmp_path))


def test_death__started_again_and_said(
    manager: Manager, said: list[tuple[str, str]], tmp_path: Path
) -> None:
    process = python("worker", "import time; time.sleep(1000)", tmp_path)
    manager.start(process)
    assert process.pid
    first = process.pid
    os.kill(first, signal.SIGKILL)
    until(manager, lambda: process.restarts == 1)
    assert process.pid not in (None, first)
    assert ("store", "worker was killed by SIGKILL; starting it again in 0.25 s") in said


def test_death__what_it_started_goes_too(manager: Manager, tmp_path: Path) -> None:
    code = """
        import os, time
        if os.fork() == 0:
            os.setpgrp()
        time.sleep(1000)
    """
    process = python("worker", code, tmp_path)
    manager.start(process)
    assert process.pid
    leader = process.pid
    wait_for(lambda: session_members(leader))
    (child,) = session_members(leader)
    os.kill(leader, signal.SIGKILL)
    until(manager, lambda: started_ticks(child) is None)


def test_process__that_never_starts_is_given_up(manager: Manager, tmp_path: Path) -> None:
    process = python("api", "print('no such setting'); raise SystemExit(1)", tmp_path)
    process.ready = lambda: False
    manager.start(process)
    with pytest.raises(ProcessError, match=r"(?s)api does not start.*no such setting"):
        manager.wait_ready(60)


def test_stop__kills_what_does_not_go(
    manager: Manager, said: list[tuple[str, str]], tmp_path: Path
) -> None:
    code = """
        import signal, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        print("deaf")
        time.sleep(1000)
    """
    process = python("worker", code, tmp_path)
    process.stop_seconds = 0.2
    manager.start(process)
    until(manager, lambda: ("worker", "deaf") in said)
    pid = process.pid
    assert pid
    manager.stop()
    assert started_ticks(pid) is None
    with pytest.raises(Stopped):
        manager.tick()


def test_manager__killed_takes_its_children_along(tmp_path: Path) -> None:
    code = f"""
        import os, sys
        from pathlib import Path
        from ops.local.processes import Manager, Process
        manager = Manager(Path({str(tmp_path)!r}), lambda *_: None, lambda: None)
        process = Process("sleeper", ["sleep", "1000"], os.environ, Path("/"))
        manager.start(process)
        print(process.pid, flush=True)
        while True:
            manager.tick()
    """
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout
    child = int(parent.stdout.readline())
    assert started_ticks(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait_for(lambda: started_ticks(child) is None)
