"""The API under its real server, over real sockets."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from ops.local.servers.base import free_port
from ops.paths import ROOT
from tests.api.caller import BASE
from tests.support.shop import PASSWORD, Shop
from tests.support.stack import Stack

START_SECONDS = 30.0


@dataclass
class Served:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", BASE + path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def raw(self, data: bytes) -> bytes:
        """What a socket gets for these bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as client:
            client.sendall(data)
            found = b""
            while chunk := client.recv(65536):
                found += chunk
        return found


@pytest.fixture(scope="module")
def served(stack_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The API as `./store up` serves it."""
    port = free_port()
    log = tmp_path_factory.mktemp("log") / "api.log"
    env = {
        **os.environ,
        **stack_env,
        "STORE_PORT": str(port),
        "STORE_LOG_FILE": str(log),
    }
    command = [sys.executable, "-m", "api.server"]
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    running = Served(port, process, log)
    until = time.monotonic() + START_SECONDS
    while not _is_ready(running):
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.05)
    yield running
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


def _is_ready(running: Served) -> bool:
    try:
        return running.get("/ready")[0] == 200
    except OSError:
        return False


def test_many_clients_at_once_get_their_answers(served: Served) -> None:
    with ThreadPoolExecutor(40) as threads:
        answers = list(threads.map(lambda _: served.get("/products?page_size=1"), range(200)))
    assert {status for status, _ in answers} <= {200, 503}
    assert sum(status == 200 for status, _ in answers) > 150


def test_a_session_is_known_to_every_process(served: Served, shop: Shop) -> None:
    person = shop.customer()
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    body = json.dumps({"email": person.email, "password": PASSWORD})
    connection.request("POST", f"{BASE}/users/login", body, {"Content-Type": "application/json"})
    token = json.loads(connection.getresponse().read())["access_token"]
    for _ in range(10):
        status, answer = served.get("/users/profile", Authorization=f"Bearer {token}")
        assert status == 200
        assert json.loads(answer)["email"] == person.email


def test_ten_megabytes_are_refused__payload_too_large(served: Served) -> None:
    size = 10 * 1024 * 1024
    head = (
        f"POST {BASE}/users/login HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\n"
        f"Content-Length: {size}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as client:
        client.sendall(head.encode())
        # The server need not read all of it before it answers.
        with suppress(OSError):
            client.sendall(b"x" * size)
        answer = client.recv(65536)
    assert b" 413 " in answer.split(b"\r\n")[0]


def test_odd_bytes_never_break_it(served: Served) -> None:
    for path in (
        b"/api/v1/products/%FF",
        b"/api/v1/%00",
        b"/api/v1/\xf0\x9f\xa6\x8a",
        b"/%2e%2e/x",
    ):
        answer = served.raw(b"GET " + path + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert answer.split(b" ")[1][:1] == b"4", answer[:200]
    for head in (
        b"Authorization: Bearer \xff\xfe\r\n",
        b"X-Cart-Token: \xc3\xa9\r\n",
        b"Cookie: \xff=\xff\r\n",
    ):
        request = b"GET /api/v1/cart HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + head + b"\r\n"
        assert served.raw(request).split(b" ")[1][:1] in (b"2", b"4"), head
    chunked = (
        b"POST /api/v1/users/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
    )
    assert served.raw(chunked).split(b" ")[1] == b"422"
    assert served.get("/health")[0] == 200


def test_a_client_that_goes_away_disturbs_nobody(served: Served, stack: Stack) -> None:
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", served.port)) as client:
            client.sendall(b"GET /api/v1/products HTTP/1.1\r\nHost: x\r\n\r\n")
    assert served.get("/products")[0] == 200


def test_a_process_that_is_killed_is_replaced(served: Served) -> None:
    before = children_of(served.process.pid)
    os.kill(before[0], signal.SIGKILL)
    until = time.monotonic() + START_SECONDS
    while len(alive := children_of(served.process.pid)) < len(before) or before[0] in alive:
        assert time.monotonic() < until
        time.sleep(0.05)
    for _ in range(20):
        assert served.get("/health")[0] == 200


def test_every_process_writes_its_lines_into_one_file(
    served: Served, eventually: Callable[..., None]
) -> None:
    marks = [f"mark-of-{number:03}" for number in range(50)]
    for mark in marks:
        served.get("/health", **{"X-Request-Id": mark})

    def logged() -> bool:
        lines = [json.loads(line) for line in served.log.read_text().splitlines()]
        found = [line.get("request_id") for line in lines]
        return all(found.count(mark) == 1 for mark in marks)

    eventually(logged)


def test_what_a_process_begins_with_is_not_collected_again(stack_env: dict[str, str]) -> None:
    code = "import gc, api.server as s; s.application(); assert gc.get_freeze_count()"
    subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, **stack_env}, check=True
    )


def children_of(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(found) for found in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
