"""The mail worker: turns events into mails, sends them, says what became of them."""

from __future__ import annotations

import hashlib
import logging
import secrets
import smtplib
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from core.db import Problem
from core.wake import Topic
from workers import queue_worker
from workers.context import STOPPING, Context, context
from workers.letter import compose
from workers.message import Message, UnusableError
from workers.report_letter import report_letter

log = logging.getLogger(__name__)

TOPIC: Topic = "mail"
# Passed on at once; each becomes at most one mail.
EVENTS = 500
# Leased at once; whoever is killed leaves as many to wait for the end of their lease.
BATCH = 25
# A third of a lease is for beginning mails, a third for the exchanges before the mail itself,
# the last for the answer to it: until that comes nobody knows who has the mail, and a second
# sending would be one too many. Then there is time to say what became of it.
THIRDS, EXCHANGES, TO_REPORT = 3, 8, 20
LONGEST_EXCHANGE = 15.0
PERMANENT = 500
LONGEST_ERROR = 500


def relay() -> None:
    """The job that RQ calls: pass events on and send until nothing is due."""
    queue_worker.perform(TOPIC, deliver_due)


def serve() -> None:
    """Be the mail worker until SIGTERM."""
    queue_worker.serve(TOPIC, deliver_due)


def deliver_due() -> None:
    """Pass on what has happened and send what is due, batch by batch, over one connection."""
    here = context()
    post: Post | None = None
    try:
        while not STOPPING.is_set() and _waiting(here):
            _relay_events(here)
            lease = here.settings.integer("mail_lease_seconds")
            # No mail is claimed while there is no server to take it: that costs it no try.
            post = post or Post(here, min(LONGEST_EXCHANGE, lease / THIRDS / EXCHANGES))
            token = str(uuid.uuid4())
            claimed_at = time.monotonic()
            mails = here.work("mail_claim", token, BATCH)
            if not mails:
                return
            with post.until(claimed_at + lease - lease / TO_REPORT):
                for mail in mails:
                    # What is not begun by then falls back into the queue when its lease ends.
                    if time.monotonic() - claimed_at > lease / THIRDS:
                        break
                    _deliver(here, post, mail, token)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("The mail server cannot be reached, the mails wait: %s", error)
    finally:
        if post:
            post.close()


def _waiting(here: Context) -> bool:
    return bool(here.db.rows("SELECT mail FROM worker_due")[0]["mail"])


def _relay_events(here: Context) -> None:
    """Let the events that wait become mails; one relay at a time has them all."""
    while here.work("events_relay", EVENTS)[0]["relayed"] == EVENTS:
        continue


def _deliver(here: Context, post: Post, mail: dict[str, Any], lease: str) -> None:
    try:
        post.send(_message(here, mail, lease))
    except UnusableError as error:
        _failed(here, mail, lease, str(error), is_final=True)
    except (OSError, smtplib.SMTPException) as error:
        _failed(here, mail, lease, _words(error), is_final=_is_final(error))
    except Problem as problem:
        _require_lost(problem)
    else:
        _report(here, "mail_sent", mail["mail_id"], lease)


def _message(here: Context, mail: dict[str, Any], lease: str) -> Message:
    """The message, ready to go; the secret of its link exists nowhere else."""
    token = secrets.token_hex(32) if mail["needs_token"] else None
    shop = here.settings.text("shop_name")
    report = report_letter(here, mail["mail_id"], lease) if mail["needs_report"] else None
    message = compose(mail, here.config.mail_from, here.config.public_url, shop, token, report)
    if token:
        digest = hashlib.sha256(token.encode()).hexdigest()
        here.work("email_verification_issue", mail["mail_id"], lease, digest)
    return message


def _failed(here: Context, mail: dict[str, Any], lease: str, error: str, *, is_final: bool) -> None:
    log.warning("Mail %s was not sent: %s", mail["mail_id"], error)
    _report(here, "mail_failed", mail["mail_id"], lease, error[:LONGEST_ERROR], is_final)


def _report(here: Context, procedure: str, *args: Any) -> None:
    try:
        here.work(procedure, *args)
    except Problem as problem:
        _require_lost(problem)


def _require_lost(problem: Problem) -> None:
    """Go on where a lease has ended: another worker has the mail, and its word counts."""
    if problem.code != "lease_lost":
        raise problem
    log.warning("%s", problem.detail)


def _is_final(error: Exception) -> bool:
    """Whether the server will never take this mail; a refused sender is our own mistake."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= PERMANENT


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {_text(text)}" for code, text in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return f"{type(error).__name__}: {error}"


def _text(value: bytes | str) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else value


class Server(smtplib.SMTP):
    """An SMTP server, which may take longer to answer to the mail itself than to a command."""

    ends_at = 0.0
    is_cut = False

    def send(self, s: Any) -> None:
        """Commands are text; bytes are the mail, which nobody begins to send too late."""
        if isinstance(s, bytes) and self.sock:
            left = self.ends_at - time.monotonic()
            if left <= 0:
                raise smtplib.SMTPServerDisconnected("The server took too long to be told.")
            self.sock.settimeout(left)
        super().send(s)

    def cut(self) -> None:
        """End the connection while another thread waits for an answer."""
        self.is_cut = True
        if self.sock:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


class Post:
    """One SMTP connection, opened anew when it has broken."""

    def __init__(self, here: Context, seconds: float) -> None:
        self._place = (here.config.smtp_host, here.config.smtp_port)
        self._seconds = seconds
        self._ends_at = 0.0
        self._server: Server | None = self._connect()

    def _connect(self) -> Server:
        server = Server(*self._place, timeout=self._seconds)
        server.ehlo_or_helo_if_needed()
        return server

    @contextmanager
    def until(self, ends_at: float) -> Iterator[None]:
        """Wait for no answer beyond this time, not even for one that comes byte by byte."""
        self._ends_at = ends_at
        timer = threading.Timer(ends_at - time.monotonic(), self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        if self._server:
            self._server.cut()

    def send(self, message: Message) -> None:
        """Hand a message over; it is the server's when this returns."""
        self._server = self._server or self._connect()
        self._server.ends_at = self._ends_at
        try:
            if self._server.sock:
                self._server.sock.settimeout(self._seconds)
            self._server.sendmail(message.sender, message.recipient, message.content)
            if self._server.is_cut:
                # The library takes half a line for an answer.
                raise smtplib.SMTPServerDisconnected("The answer did not come in time.")
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused):
            if self._server.sock is None:
                self._server = None
            raise
        except (OSError, smtplib.SMTPException):
            self.close()
            raise

    def close(self) -> None:
        """Say goodbye, if anybody still listens."""
        server, self._server = self._server, None
        if server:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()
