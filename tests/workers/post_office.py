"""An SMTP server for tests."""

from __future__ import annotations

import email
import threading
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.smtp import SMTP, Envelope, Session

ACCEPTED = "250 Stored"


class PostOffice:
    """Keeps mails; `answer` says what the server replies to one."""

    def __init__(self) -> None:
        self.port = 0
        self.mails: list[EmailMessage] = []
        self.answer: Callable[[EmailMessage], str] = lambda _: ACCEPTED
        self._lock = threading.Lock()

    # aiosmtpd finds its hooks by this name.
    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:
        """Take a mail."""
        assert isinstance(envelope.content, bytes)
        mail = email.message_from_bytes(envelope.content, policy=default)
        answer = self.answer(mail)
        if answer == ACCEPTED:
            with self._lock:
                self.mails.append(mail)
        return answer

    def to(self, address: str) -> list[EmailMessage]:
        """The mails to an address."""
        with self._lock:
            return [mail for mail in self.mails if address in str(mail["To"])]
