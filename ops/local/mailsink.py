"""A real SMTP server for one machine: it takes every mail and keeps it in a Maildir."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from itertools import count
from pathlib import Path

import click
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

_numbers = count(1)


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


class Sink:
    """What aiosmtpd calls for every mail."""

    def __init__(self, maildir: Path) -> None:
        self.maildir = maildir
        for folder in ("tmp", "new", "cur"):
            (maildir / folder).mkdir(parents=True, exist_ok=True, mode=0o700)

    # aiosmtpd finds its hooks by this name.
    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:
        """Answer 250 only for a mail that is on the disk."""
        content = envelope.content
        if not isinstance(content, bytes):
            return "554 There is no content"
        try:
            deliver(self.maildir, envelope.mail_from or "", list(envelope.rcpt_tos), content)
        except OSError as error:
            return f"452 The mail cannot be stored: {error.strerror}"
        return "250 Stored"


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
    controller = Controller(
        Sink(maildir),
        hostname="127.0.0.1",
        port=port,
        enable_SMTPUTF8=True,
        decode_data=False,
    )
    done = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: done.set())
    controller.start()
    click.echo(f"Taking mails on 127.0.0.1:{port} into {maildir}")
    done.wait()
    controller.stop()


if __name__ == "__main__":
    main()
