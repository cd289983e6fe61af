"""A real SMTP server for one machine: it takes every mail and keeps it in a Maildir."""

from __future__ import annotations

import os
import re
import signal
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

import click

_numbers = count(1)
LARGEST, LONGEST_COMMAND = 32 * 2**20, 2048
IDLE_SECONDS = 300.0
# Nobody waits for the listener: the process ends with its main thread.
QUIET_SECONDS = 60.0
EXTENSIONS = (f"250-SIZE {LARGEST}", "250-8BITMIME", "250 SMTPUTF8")
SENDER = re.compile(r"FROM:\s*<([^<>]*)>", re.IGNORECASE)
RECIPIENT = re.compile(r"TO:\s*<([^<>]+)>", re.IGNORECASE)


def deliver(maildir: Path, sender: str, recipients: list[str], content: bytes) -> Path:
    """Write one mail; when this returns it survives a power cut."""
    name = f"{time.time_ns()}.{os.getpid()}_{next(_numbers)}.{socket.gethostname()}"
    head = [f"Return-Path: <{sender}>", *(f"Delivered-To: {to}" for to in recipients)]
    part = maildir / "tmp" / name
    with part.open("wb") as stream:
        stream.write("".join(f"{line}\r\n" for line in head).encode())
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    final = maildir / "new" / name
    part.rename(final)
    folder = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return final


@dataclass
class Envelope:
    """What a client has said of a mail so far."""

    sender: str | None = None
    recipients: list[str] = field(default_factory=list)


class Exchange(StreamRequestHandler):
    """One client; as much of RFC 5321 as clients use, no more."""

    server: Sink
    timeout = IDLE_SECONDS
    disable_nagle_algorithm = True

    def handle(self) -> None:
        """Answer command by command until the client goes."""
        self._envelope = Envelope()
        self._say("220 Storekeeper mail sink")
        with suppress(OSError):
            while line := self.rfile.readline(LONGEST_COMMAND):
                verb, _, rest = line.decode(errors="replace").strip().partition(" ")
                if verb.upper() == "QUIT":
                    self._say("221 Goodbye")
                    return
                self._say(self._answer(verb.upper(), rest))

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def _answer(self, verb: str, rest: str) -> str:
        match verb:
            case "EHLO":
                return "\r\n".join(["250-mailsink", *EXTENSIONS])
            case "MAIL" if sender := SENDER.match(rest):
                self._envelope = Envelope(sender[1])
            case "RCPT" if self._envelope.sender is None:
                return "503 MAIL comes first"
            case "RCPT" if recipient := RECIPIENT.match(rest):
                self._envelope.recipients.append(recipient[1])
            case "DATA" if not self._envelope.recipients:
                return "503 RCPT comes first"
            case "DATA":
                return self._take()
            case "RSET":
                self._envelope = Envelope()
            case "MAIL" | "RCPT":
                return "501 That is no address"
            case "HELO" | "NOOP":
                pass
            case _:
                return "500 Unknown command"
        return "250 OK"

    def _take(self) -> str:
        """Read a mail; 250 is said only of one that is on the disk."""
        self._say("354 End with a dot on a line of its own")
        lines: list[bytes] = []
        size = 0
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise ConnectionError("The client went in the middle of a mail.")
            size += len(line)
            if size <= LARGEST:
                lines.append(line.removeprefix(b"."))
        envelope, self._envelope = self._envelope, Envelope()
        if size > LARGEST:
            return "552 The mail is too large"
        try:
            maildir = self.server.maildir
            deliver(maildir, envelope.sender or "", envelope.recipients, b"".join(lines))
        except OSError as error:
            return f"452 The mail cannot be stored: {error.strerror}"
        return "250 Stored"


class Sink(ThreadingTCPServer):
    """Listens on a loopback port; a thread a client."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int, maildir: Path) -> None:
        self.maildir = maildir
        for folder in ("tmp", "new", "cur"):
            (maildir / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
        super().__init__(("127.0.0.1", port), Exchange)


def answers(port: int) -> bool:
    """Whether an SMTP server greets on this port."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            return connection.recv(3) == b"220"
    except OSError:
        return False


@click.command()
@click.option("--port", type=int, required=True, help="The loopback port to listen on.")
@click.option("--dir", "maildir", type=click.Path(path_type=Path), required=True)
def main(port: int, maildir: Path) -> None:
    """Take mails on 127.0.0.1 and keep them in a Maildir."""
    done = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: done.set())
    with Sink(port, maildir) as sink:
        threading.Thread(target=sink.serve_forever, args=(QUIET_SECONDS,), daemon=True).start()
        click.echo(f"Taking mails on 127.0.0.1:{port} into {maildir}")
        done.wait()


if __name__ == "__main__":
    main()
