"""The API under its real server, over real sockets."""

from __future__ import annotations

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
from pathlib import Path

import pytest

from ops.paths import ROOT
from tests.api.caller import BASE
from tests.support.served import START_SECONDS, Served, serving
from tests.support.shop import PASSWORD, Shop
from tests.support.stack import Stack

JSON = "Content-Type: application/json"


@pytest.fixture(scope="module")
def served(stack_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The API as `./store up` serves it."""
    with serving(stack_env, tmp_path_factory.mktemp("log") / "api.log") as running:
        yield running


def test_many_clients_at_once_get_their_answers(served: Served) -> None:
    with ThreadPoolExecutor(40) as threads:
        answers = list(threads.map(lambda _: served.get("/products?page_size=1"), range(200)))
    assert {status for status, _ in answers} <= {200, 503}
    assert sum(status == 200 for status, _ in answers) > 150


def test_a_session_is_known_to_every_process(served: Served, shop: Shop) -> None:
    person = shop.customer()
    body = json.dumps({"email": person.email, "password": PASSWORD})
    token = json.loads(served.ask("POST", "/users/login", body)[1])["access_token"]
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
    before = served.workers
    os.kill(before[0], signal.SIGKILL)
    until = time.monotonic() + START_SECONDS
    while len(alive := served.workers) < len(before) or before[0] in alive:
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


def test_a_picture_comes_whole_and_in_ranges(served: Served, stack_env: dict[str, str]) -> None:
    content = os.urandom(300_000)
    (Path(stack_env["STORE_MEDIA_DIR"]) / "made.bin").write_bytes(content)
    whole = served.raw(request("GET", "/media/made.bin"))
    assert body_of(whole) == content
    tag = next(line for line in whole.split(b"\r\n") if line.lower().startswith(b"etag: "))[6:]
    for wanted, first, last in (("0-99", 0, 99), ("299999-", 299_999, 299_999), ("-7", -7, -1)):
        answer = served.raw(request("GET", "/media/made.bin", f"Range: bytes={wanted}"))
        assert answer.startswith(b"HTTP/1.1 206 ")
        assert body_of(answer) == content[first:][: last - first + 1]
        start, end = first % 300_000, last % 300_000
        assert f"content-range: bytes {start}-{end}/300000".encode() in answer.lower()
        assert f"content-length: {end - start + 1}".encode() in answer.lower()
    beyond = served.raw(request("GET", "/media/made.bin", "Range: bytes=300000-"))
    assert beyond.startswith(b"HTTP/1.1 416 ")
    known = served.raw(request("GET", "/media/made.bin", f"If-None-Match: {tag.decode()}"))
    assert known.startswith(b"HTTP/1.1 304 ") and not body_of(known)
    head = served.raw(request("HEAD", "/media/made.bin"))
    assert b"content-length: 300000" in head.lower() and not body_of(head)


def test_a_head_is_limited_and_its_odd_names_are_dropped(served: Served) -> None:
    long = served.raw(request("GET", f"{BASE}/health", f"X-Long: {'x' * 200_000}"))
    assert long.split(b" ")[1] == b"431"
    odd = served.raw(request("GET", f"{BASE}/health", "X_Request_Id: forged-by-spelling"))
    assert b" 200 " in odd and b"forged-by-spelling" not in odd


def test_a_body_without_a_length_is_limited_too(served: Served) -> None:
    part = b"20000\r\n" + b"x" * 0x20000 + b"\r\n"
    head = request("POST", f"{BASE}/users/login", "Transfer-Encoding: chunked", JSON)
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as client:
        with suppress(OSError):
            client.sendall(head + part * 9)
        assert b" 413 " in client.recv(65536).split(b"\r\n")[0]
    # As large as it may be, it arrives whole: the application finds what is wrong with it.
    body = b'{"email": "%s"}' % (b"x" * 900_000)
    whole = request("POST", f"{BASE}/users/login", f"Content-Length: {len(body)}", JSON) + body
    assert served.raw(whole).split(b" ")[1] == b"422"


def request(method: str, path: str, *headers: str) -> bytes:
    """The head of a request on a connection that is not kept."""
    lines = (f"{method} {path} HTTP/1.1", "Host: shop", "Connection: close", *headers)
    return "\r\n".join((*lines, "", "")).encode()


def body_of(answer: bytes) -> bytes:
    """What follows the head of an answer."""
    return answer.partition(b"\r\n\r\n")[2]
