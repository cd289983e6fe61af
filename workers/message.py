"""A mail as the bytes that travel: headers and two forms of one text, written only once.

The library's EmailMessage parses and folds each header and every line again; a shop's mails
have seven headers and two parts, so they are put together here, for a tenth of that time.
"""

from __future__ import annotations

import base64
import re
import secrets
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import Header
from email.utils import formatdate, quote

EOL = "\r\n"
# What ends a line, here or in some mail program, never belongs into a header.
CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
# The form of the addresses that are stored.
PLAIN_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(\.[\w-]+)*", re.ASCII)
PLAIN_TEXT = re.compile(r"[\t\n\r\x20-\x7e]*")
LINE_END = re.compile(r"\r\n|\r|\n")
# RFC 5322 allows 998 characters a line, and asks for 78.
LONGEST_LINE, LONGEST_HEADER = 990, 70


class UnusableError(Exception):
    """A mail that will never become a message, and why."""


@dataclass(frozen=True)
class Message:
    """What an SMTP server is given."""

    sender: str
    recipient: str
    content: bytes


@dataclass(frozen=True)
class Attachment:
    """A file that comes with a mail; its name is plain ASCII, as ours are."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Person:
    """Who sends or receives; ValueError if no header can say so."""

    name: str
    address: str

    def __post_init__(self) -> None:
        if CONTROL.search(self.name + self.address):
            raise ValueError("A name or an address holds a line end or another control character.")
        if not PLAIN_ADDRESS.fullmatch(self.address):
            raise ValueError(f"{self.address} is no address that every mail server takes.")

    def header(self, title: str) -> str:
        """The header line: display name and address."""
        if not self.name:
            return f"{title}: {self.address}"
        plain = self.name.isascii() and "=?" not in self.name
        name = f'"{quote(self.name)}"' if plain else _encoded(self.name, title)
        return f"{title}: {name}{EOL if len(name) > LONGEST_HEADER else ''} <{self.address}>"


def message(
    sender: Person,
    recipient: Person,
    subject: str,
    message_id: str,
    text: str,
    html: str,
    attachment: Attachment | None = None,
) -> Message:
    """One text in two forms, and a file with it; ValueError if a header would break."""
    if CONTROL.search(subject):
        raise ValueError("The subject holds a line end or another control character.")
    lines = [
        sender.header("From"),
        recipient.header("To"),
        f"Subject: {_subject(subject)}",
        f"Date: {formatdate(localtime=True)}",
        f"Message-ID: {message_id}",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        *_with(attachment, _two_forms(text, html)),
    ]
    return Message(sender.address, recipient.address, EOL.join(lines).encode())


def _two_forms(text: str, html: str) -> list[str]:
    boundary = secrets.token_hex(16)
    return [
        f'Content-Type: multipart/alternative; boundary="{boundary}"',
        "",
        f"--{boundary}",
        *_part("plain", text),
        f"--{boundary}",
        *_part("html", html),
        f"--{boundary}--",
        "",
    ]


def _with(attachment: Attachment | None, lines: list[str]) -> list[str]:
    if attachment is None:
        return lines
    boundary = secrets.token_hex(16)
    return [
        f'Content-Type: multipart/mixed; boundary="{boundary}"',
        "",
        f"--{boundary}",
        *lines,
        f"--{boundary}",
        f"Content-Type: {attachment.content_type}",
        f'Content-Disposition: attachment; filename="{attachment.name}"',
        "Content-Transfer-Encoding: base64",
        "",
        *base64.encodebytes(attachment.content).decode().splitlines(),
        f"--{boundary}--",
        "",
    ]


def _subject(subject: str) -> str:
    is_plain = subject.isascii() and "=?" not in subject and len(subject) <= LONGEST_HEADER
    return subject if is_plain else _encoded(subject, "Subject")


def _encoded(text: str, title: str) -> str:
    """RFC 2047: encoded words, folded."""
    try:
        return Header(text, "utf-8", header_name=title).encode(linesep=EOL)
    except HeaderParseError as error:
        raise ValueError(str(error)) from error


def _part(kind: str, text: str) -> list[str]:
    lines = LINE_END.split(text)
    if PLAIN_TEXT.fullmatch(text) and len(max(lines, key=len)) <= LONGEST_LINE:
        charset, encoding, body = "us-ascii", "7bit", lines
    else:
        charset, encoding = "utf-8", "base64"
        body = base64.encodebytes(EOL.join(lines).encode()).decode().splitlines()
    return [
        f'Content-Type: text/{kind}; charset="{charset}"',
        f"Content-Transfer-Encoding: {encoding}",
        "",
        *body,
    ]
