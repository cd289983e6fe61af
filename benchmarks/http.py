"""A lean HTTP client: one kept connection, requests built beforehand, little CPU of its own."""

from __future__ import annotations

import json
import re
import socket
from typing import Any

from benchmarks.clients import Failure

LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
LARGEST = 1 << 20
TIMEOUT = 30.0


def request(
    method: str, path: str, headers: dict[str, str] | None = None, body: Any = None
) -> bytes:
    """A whole request as it goes over the wire."""
    payload = b"" if body is None else json.dumps(body, separators=(",", ":")).encode()
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: application/json"]
    if body is not None:
        lines += ["Content-Type: application/json", f"Content-Length: {len(payload)}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + payload


class Channel:
    """A connection that is kept, and opened again where the server has closed it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._socket: socket.socket | None = None
        self._buffer = bytearray(LARGEST)
        self._view = memoryview(self._buffer)

    def open(self) -> socket.socket:
        """Connect anew."""
        self.close()
        made = socket.create_connection(("127.0.0.1", self.port), TIMEOUT)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = made
        return made

    def close(self) -> None:
        """Hang up."""
        if self._socket:
            self._socket.close()
        self._socket = None

    def send(self, data: bytes) -> int:
        """Send a request; the status of its answer."""
        if self._socket:
            try:
                self._socket.sendall(data)
                return self._answer(self._socket)
            except (ConnectionError, EOFError):
                # An idle connection may be closed at any time; the request was not taken.
                pass
        made = self.open()
        made.sendall(data)
        return self._answer(made)

    def _answer(self, source: socket.socket) -> int:
        buffer, filled, head = self._buffer, 0, -1
        while head < 0:
            filled += self._more(source, filled)
            head = buffer.find(b"\r\n\r\n", 0, filled)
        length = LENGTH.search(buffer, 0, head)
        if length is None:
            raise Failure("no Content-Length")
        self._body = head + 4
        self._end = self._body + int(length[1])
        while filled < self._end:
            filled += self._more(source, filled)
        if buffer.find(b"\r\nConnection: close", 0, head) >= 0:
            self.close()
        return int(buffer[9:12])

    def _more(self, source: socket.socket, filled: int) -> int:
        count = source.recv_into(self._view[filled:])
        if not count:
            raise EOFError
        return count

    @property
    def size(self) -> int:
        """How long the body of the last answer is."""
        return self._end - self._body

    @property
    def body(self) -> bytes:
        """The body of the last answer."""
        return bytes(self._view[self._body : self._end])

    def json(self) -> Any:
        """The body of the last answer, read as JSON."""
        return json.loads(self.body)

    def expect(self, data: bytes, status: int) -> None:
        """Send a request whose answer must have this status."""
        try:
            got = self.send(data)
        except (OSError, EOFError) as error:
            self.close()
            raise Failure(type(error).__name__) from error
        if got != status:
            raise Failure(f"{got} {self._code()}".strip())

    def _code(self) -> str:
        try:
            return str(self.json().get("code", ""))
        except (ValueError, AttributeError):
            return ""
