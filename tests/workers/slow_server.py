"""An SMTP server that takes a mail and is slow to say so."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from socketserver import StreamRequestHandler, ThreadingTCPServer
from time import monotonic

Answer = Callable[["Exchange"], None]
TAKEN = b"250 Stored\r\n"


@dataclass
class Letter:
    """What became of one sending of a mail."""

    message_id: str
    recipient: str
    came_at: float
    # When its client was gone or had its answer.
    ended_at: float | None = None


@dataclass
class Letters:
    """All sendings, in the order in which they came."""

    all: list[Letter] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Exchange(StreamRequestHandler):
    """One client."""

    server: SlowServer

    def handle(self) -> None:
        """Answer at once to everything but the mail itself."""
        self.wfile.write(b"220 slow\r\n")
        recipient = ""
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 Go on\r\n")
                self._take(recipient)
            elif verb == b"QUIT":
                self.wfile.write(b"221 Bye\r\n")
                return
            else:
                if verb == b"RCPT":
                    recipient = line.decode("ascii").partition("<")[2].partition(">")[0]
                self.wfile.write(b"250 Fine\r\n")

    def _take(self, recipient: str) -> None:
        content = b""
        while (line := self.rfile.readline()) != b".\r\n":
            content += line
        found = re.search(rb"Message-ID: (\S+)", content)
        assert found
        letter = Letter(found[1].decode(), recipient, monotonic())
        with self.server.letters.lock:
            self.server.letters.all.append(letter)
        try:
            self.server.answer(self)
        finally:
            letter.ended_at = monotonic()


class SlowServer(ThreadingTCPServer):
    """Listens on a loopback port; `answer` answers to the mails."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Exchange)
        self.letters = Letters()
        self.answer: Answer = at_once

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])


def at_once(exchange: Exchange) -> None:
    """As a server should."""
    exchange.wfile.write(TAKEN)


def late(seconds: float) -> Answer:
    """An answer that comes after a while."""

    def answer(exchange: Exchange) -> None:
        threading.Event().wait(seconds)
        exchange.wfile.write(TAKEN)

    return answer


def never(exchange: Exchange) -> None:
    """Says nothing until the client goes."""
    exchange.rfile.read()


def byte_by_byte(exchange: Exchange) -> None:
    """Says something again and again, and never ends a line."""
    exchange.wfile.write(b"250 ")
    while not threading.Event().wait(0.1):
        exchange.wfile.write(b"x")
