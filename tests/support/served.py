"""The API under its real server, over real sockets."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.config import BASE
from ops.local.servers.base import free_port
from ops.paths import ROOT

START_SECONDS = 30.0


@dataclass
class Served:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        """One request on a connection of its own."""
        return self.ask("GET", path, None, **headers)

    def ask(self, method: str, path: str, body: str | None, **headers: str) -> tuple[int, bytes]:
        """One request, with a JSON body or none, on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        kind = {} if body is None else {"Content-Type": "application/json"}
        connection.request(method, BASE + path, body, {**kind, **headers})
        answer = connection.getresponse()
        found = answer.status, answer.read()
        connection.close()
        return found

    def raw(self, data: bytes) -> bytes:
        """What a socket gets for these bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as client:
            client.sendall(data)
            found = b""
            while chunk := client.recv(65536):
                found += chunk
        return found

    @property
    def workers(self) -> list[int]:
        """The processes that serve."""
        return children_of(self.process.pid)

    def sockets(self) -> int:
        """How many sockets they hold."""
        return sum(_is_socket(file) for pid in self.workers for file in _files_of(pid))

    def memory(self) -> int:
        """How many bytes of memory they use."""
        pages = (Path(f"/proc/{pid}/statm").read_text().split()[1] for pid in self.workers)
        return sum(map(int, pages)) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def serving(env: Mapping[str, str], log: Path) -> Iterator[Served]:
    """The API as `./store up` serves it."""
    port = free_port()
    command = [sys.executable, "-m", "api.server"]
    own = {"STORE_PORT": str(port), "STORE_LOG_FILE": str(log)}
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **env, **own}, stdout=subprocess.DEVNULL
    )
    running = Served(port, process, log)
    until = time.monotonic() + START_SECONDS
    while not _is_ready(running):
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.05)
    yield running
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


def children_of(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(found) for found in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _files_of(pid: int) -> Iterator[str]:
    for file in Path(f"/proc/{pid}/fd").iterdir():
        try:
            yield os.readlink(file)
        except FileNotFoundError:
            continue


def _is_socket(file: str) -> bool:
    return file.startswith("socket:")


def _is_ready(running: Served) -> bool:
    try:
        return running.get("/ready")[0] == 200
    except OSError:
        return False
