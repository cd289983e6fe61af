"""What every private server has: a home, a socket, a port, a start and an end."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Self

from ops.local.children import spawn

# sun_path holds 108 bytes with its end; MySQL adds nothing to it, its lock file does.
LONGEST_SOCKET = 100
POLL_SECONDS = 0.03
START_SECONDS = 120.0
STOP_SECONDS = 90.0


class ServerError(Exception):
    """A server does not start or stop; the text holds the end of its log."""


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listening_error(address: str, port: int) -> OSError | None:
    """Why a server could not listen there now, None if it could."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address, port))
    except OSError as error:
        return error
    return None


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)


def _is_private(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except FileNotFoundError:
        return False
    mine = found.st_uid == os.geteuid() and not found.st_mode & 0o077
    return stat.S_ISDIR(found.st_mode) and mine


def socket_path(home: Path, name: str) -> Path:
    """Where the server's socket lies: at home, or in a short folder if the path is deep."""
    if len(os.fsencode(home / name)) <= LONGEST_SOCKET:
        return home / name
    note = home / "socket_folder"
    if note.exists() and _is_private(Path(note.read_text())):
        return Path(note.read_text()) / name
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    base = runtime if runtime and _is_private(Path(runtime)) else None
    if len(os.fsencode(base or tempfile.gettempdir())) > LONGEST_SOCKET - 40:
        base = "/tmp"
    folder = tempfile.mkdtemp(prefix="storekeeper-", dir=base)
    write_private(note, folder)
    return Path(folder) / name


def remove_socket_folder(home: Path) -> None:
    """Remove the short folder again, once nobody listens there any more."""
    note = home / "socket_folder"
    if note.exists():
        shutil.rmtree(note.read_text(), ignore_errors=True)
        note.unlink()


def remembered_port(home: Path) -> int:
    """The port of the last start if it is still free, else another one."""
    note = home / "port"
    known = note.read_text() if note.exists() else ""
    if known.isdecimal() and not listening_error("127.0.0.1", int(known)):
        return int(known)
    port = free_port()
    write_private(note, str(port))
    return port


class Server(ABC):
    """A server process that answers when start() returns."""

    name: str

    def __init__(self, home: Path) -> None:
        self.home = home.absolute()
        self.port = 0
        self.socket = self.home / f"{self.name}.sock"
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def prepare(self) -> None:
        """Make everything that command() needs."""

    def remove_leftovers(self) -> None:
        """Remove what a kill -9 leaves: a socket lock may name a stranger's pid by now."""
        for left in (self.socket, Path(f"{self.socket}.lock"), self.pid_file):
            left.unlink(missing_ok=True)

    @abstractmethod
    def command(self) -> list[str]:
        """The command line that runs the server in the foreground."""

    @abstractmethod
    def answers(self) -> bool:
        """Whether the server serves a real request now."""

    @abstractmethod
    def is_ours(self, pid: int) -> bool:
        """Whether the living process with this pid is this very server."""

    @property
    def log(self) -> Path:
        """What the server says when it is not under the process manager."""
        return self.home / f"{self.name}.log"

    @property
    def pid_file(self) -> Path:
        """Where the server itself writes its pid."""
        return self.home / f"{self.name}.pid"

    @property
    def pid(self) -> int | None:
        """The pid of the living server, whoever started it."""
        try:
            pid = int(self.pid_file.read_text())
        except (FileNotFoundError, ValueError):
            pid = self._process.pid if self._process else 0
        return pid if pid and self.is_ours(pid) else None

    def start(self) -> Self:
        """Start the server and return when it answers."""
        self.end_stale()
        self.prepare()
        with self.log.open("ab") as output:
            self._process = spawn(self.command(), output, cwd=self.home)
        process = self._process
        try:
            self.wait_ready(lambda: process.poll() is None, START_SECONDS)
        except BaseException:
            self.kill()
            raise
        return self

    def wait_ready(self, alive: Callable[[], bool], seconds: float) -> None:
        """Poll until the server answers, dies or takes too long."""
        until = time.monotonic() + seconds
        while not self.answers():
            if not alive():
                raise ServerError(f"{self.name} ended while it started.\n{self.log_end()}")
            if time.monotonic() > until:
                raise ServerError(f"{self.name} does not answer.\n{self.log_end()}")
            time.sleep(POLL_SECONDS)

    def stop(self) -> None:
        """Ask the server to end in good order, and see it end."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End the server as a power cut would."""
        self._end(signal.SIGKILL)

    def end_stale(self) -> None:
        """End a server of ours that an earlier, killed manager left behind."""
        if self._process is None or self._process.poll() is not None:
            self._end(signal.SIGTERM)

    def _end(self, number: signal.Signals) -> None:
        pid = self.pid or (self._process.pid if self._process else None)
        if pid is None:
            return
        until = time.monotonic() + STOP_SECONDS
        if self._alive(pid):
            os.kill(pid, number)
        while self._alive(pid):
            if time.monotonic() > until:
                os.kill(pid, signal.SIGKILL)
            time.sleep(POLL_SECONDS)
        self._process = None

    def _alive(self, pid: int) -> bool:
        if self._process and self._process.pid == pid:
            return self._process.poll() is None
        return self.is_ours(pid)

    def log_end(self) -> str:
        """The last lines of the log, for an error's text."""
        if not self.log.exists():
            return ""
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(lines[-15:])

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()
        remove_socket_folder(self.home)
