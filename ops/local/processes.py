"""The process manager: starts processes, keeps their logs, restarts what dies alone."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.log_file import LogFile
from ops.local.children import kill_all, session_members, spawn, started_ticks

LONGEST_LINE = 64 * 1024
TICK_SECONDS = 0.1
STEADY_SECONDS = 60.0
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 30.0
# A process that dies this often before it was ready will not become ready.
HOPELESS = 4

Say = Callable[[str, str], None]


class ProcessError(Exception):
    """A process did not become ready, or a step failed; the text holds its last words."""


class Stopped(Exception):
    """A signal asked the manager to stop."""


@dataclass
class Process:
    """One process and what is known about it."""

    name: str
    command: list[str]
    env: Mapping[str, str]
    cwd: Path
    ready: Callable[[], bool] | None = None
    before_restart: Callable[[], None] | None = None
    once: bool = False
    stop_seconds: float = 20.0
    cleaned: Callable[[str], str] = str
    restarts: int = 0
    failures: int = 0
    was_ready: bool = False
    started: float = 0.0
    ticks: int | None = None
    start_at: float | None = None
    popen: subprocess.Popen[bytes] | None = None
    output: Output | None = None

    @property
    def pid(self) -> int | None:
        """The pid while it runs."""
        return self.popen.pid if self.popen else None


@dataclass
class Output:
    """What one process writes, line by line into its log and to whoever looks."""

    descriptor: int
    log: LogFile
    say: Callable[[str], None]
    cleaned: Callable[[str], str]
    rest: bytes = field(default=b"")

    def read(self) -> bool:
        """Take what is there; False at the end."""
        try:
            data = os.read(self.descriptor, LONGEST_LINE)
        except BlockingIOError:
            return True
        *lines, self.rest = (self.rest + data).split(b"\n")
        if not data or len(self.rest) > LONGEST_LINE:
            lines, self.rest = [*lines, *filter(None, [self.rest])], b""
        for raw in lines:
            text = self.cleaned(raw.decode(errors="replace").rstrip("\r"))
            self.log.append(f"{text}\n".encode())
            self.say(text)
        return bool(data)


class Manager:
    """Runs processes from one thread; whoever waits for something calls tick()."""

    def __init__(self, logs: Path, say: Say, changed: Callable[[], None]) -> None:
        logs.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.logs = logs
        self.say = say
        self.changed = changed
        self.processes: list[Process] = []
        self.stopping = False
        self._selector = selectors.DefaultSelector()

    def ask_to_stop(self, *_: object) -> None:
        """A signal handler: the next tick raises Stopped."""
        self.stopping = True

    def start(self, process: Process) -> None:
        """Start a process and look after it from now on."""
        self.processes.append(process)
        self._launch(process)

    def run(self, process: Process) -> None:
        """Run one step to its end, while the others are looked after."""
        process.once = True
        self.start(process)
        while process.popen:
            self.tick()
        if process.failures:
            raise ProcessError(f"The step {process.name!r} failed, see above.")

    def wait_ready(self, seconds: float) -> None:
        """Look after the processes until all of them are ready."""
        until = time.monotonic() + seconds
        while waiting := [p for p in self.processes if p.ready and not p.was_ready]:
            self.tick()
            for process in waiting:
                if process.popen and process.ready and process.ready():
                    process.was_ready = True
                elif process.failures >= HOPELESS:
                    self._give_up(process, "does not start")
                elif time.monotonic() > until:
                    self._give_up(process, f"is not ready after {seconds:.0f} s")

    def _give_up(self, process: Process, how: str) -> None:
        raise ProcessError(f"{process.name} {how}. Its last words:\n{self.log_end(process.name)}")

    def tick(self) -> None:
        """Read what processes say, notice deaths, start again what is due."""
        if self.stopping:
            raise Stopped
        self._pump(TICK_SECONDS)
        for process in list(self.processes):
            if process.popen and process.popen.poll() is not None:
                self._died(process, process.popen.returncode)
            elif process.start_at and time.monotonic() >= process.start_at:
                process.restarts += 1
                if process.before_restart:
                    process.before_restart()
                self._launch(process)

    def stop(self) -> None:
        """Stop all, the last started first; whoever will not go is killed."""
        self.stopping = True
        for process in reversed(self.processes):
            process.start_at = None
            if process.popen:
                self._stop(process, process.popen)
        self.changed()

    def _stop(self, process: Process, popen: subprocess.Popen[bytes]) -> None:
        self.say("store", f"stopping {process.name}")
        popen.terminate()
        until = time.monotonic() + process.stop_seconds
        while popen.poll() is None and time.monotonic() < until:
            self._pump(TICK_SECONDS)
        if popen.poll() is None:
            self.say("store", f"{process.name} does not stop; killing it")
            popen.kill()
            popen.wait()
        self._forget(process, popen)

    def _launch(self, process: Process) -> None:
        popen = spawn(process.command, subprocess.PIPE, process.env, process.cwd)
        assert popen.stdout is not None
        os.set_blocking(popen.stdout.fileno(), False)
        log = LogFile(self.log_path(process.name))
        name = process.name
        process.output = Output(
            popen.stdout.fileno(), log, lambda text: self.say(name, text), process.cleaned
        )
        self._selector.register(popen.stdout, selectors.EVENT_READ, process.output)
        process.popen = popen
        process.started = time.time()
        process.ticks = started_ticks(popen.pid)
        process.start_at = None
        self.changed()

    def _died(self, process: Process, code: int) -> None:
        assert process.popen is not None
        self._forget(process, process.popen)
        if process.once:
            process.failures = int(code != 0)
            self.processes.remove(process)
            self.changed()
            return
        steady = time.time() - process.started > STEADY_SECONDS
        process.failures = 1 if steady else process.failures + 1
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (process.failures - 1))
        how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with {code}"
        self.say("store", f"{process.name} {how}; starting it again in {pause:g} s")
        process.start_at = time.monotonic() + pause
        self.changed()

    def _forget(self, process: Process, popen: subprocess.Popen[bytes]) -> None:
        """A process has ended: so does what it started; its last lines are read."""
        kill_all(session_members(popen.pid))
        if process.output and popen.stdout:
            while process.output.read() and self._has_more(process.output):
                continue
            process.output.log.close()
            if popen.stdout in self._selector.get_map():
                self._selector.unregister(popen.stdout)
            popen.stdout.close()
        process.popen = process.output = None

    def _has_more(self, output: Output) -> bool:
        return any(key.data is output for key, _ in self._selector.select(0))

    def _pump(self, seconds: float) -> None:
        ready = self._selector.select(seconds)
        if not ready and not self._selector.get_map():
            time.sleep(seconds)
        for key, _ in ready:
            if not key.data.read():
                self._selector.unregister(key.fileobj)

    def log_path(self, name: str) -> Path:
        """Where the lines of a process go."""
        return self.logs / f"{name}.log"

    def log_end(self, name: str, lines: int = 15) -> str:
        """The last lines that a process wrote."""
        path = self.log_path(name)
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
