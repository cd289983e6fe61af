"""A mail of the queue as the message that travels."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from functools import lru_cache
from typing import Any, Self

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from core.email_address import normalized
from workers.message import Message, Person, UnusableError, message
from workers.report_letter import ReportLetter

FALLBACK = "en"
_TEXT = ImmutableSandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True)
_HTML = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined, keep_trailing_newline=True, autoescape=True
)


@dataclass(frozen=True)
class Templates:
    """The compiled texts of one kind of mail in one language."""

    version: int
    subject: Template
    text: Template
    html: Template

    @classmethod
    def compiled(cls, mail: Mapping[str, Any]) -> Self:
        """Compile the texts of a row: that takes ten times as long as all the rest of a mail."""
        by_language: dict[str, dict[str, str]] = json.loads(mail["texts"]) or {}
        texts = by_language.get(mail["language_code"]) or by_language.get(FALLBACK)
        if not texts or not {"subject", "text", "html"} <= texts.keys():
            raise UnusableError(f"Template {mail['mail_template_code']} has no text in English.")
        return cls(
            mail["template_version"],
            _TEXT.from_string(texts["subject"]),
            _TEXT.from_string(texts["text"]),
            _HTML.from_string(texts["html"]),
        )


# By code and language; whatever staff edit has another version, and takes the old one's place.
_known: dict[tuple[str, str], Templates] = {}


def compose(
    mail: Mapping[str, Any],
    sender: str,
    public_url: str,
    shop_name: str,
    token: str | None = None,
    report: ReportLetter | None = None,
) -> Message:
    """The message of a claimed row; UnusableError says what is wrong with it."""
    values = _values(mail, public_url, shop_name, token, report)
    try:
        templates = _templates(mail)
        subject = templates.subject.render(values)
        text = templates.text.render(values)
        html = templates.html.render(values)
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise UnusableError(f"Template {mail['mail_template_code']}: {error}") from error
    if len(subject.splitlines()) != 1:
        raise UnusableError(f"Template {mail['mail_template_code']}: the subject is not one line.")
    try:
        shop = _shop(sender)
        recipient = Person(mail["name"] or "", mail["email"])
        identity = message_id(mail["message_key"], shop.address)
        attachment = report.attachment if report else None
        return message(shop, recipient, subject, identity, text, html, attachment)
    except ValueError as error:
        raise UnusableError(f"The message cannot be written: {error}") from error


def _templates(mail: Mapping[str, Any]) -> Templates:
    key = mail["mail_template_code"], mail["language_code"]
    found = _known.get(key)
    if found is None or found.version != mail["template_version"]:
        found = _known[key] = Templates.compiled(mail)
    return found


@lru_cache(maxsize=1)
def _shop(sender: str) -> Person:
    name, address = parseaddr(sender)
    return Person(name, address if address.isascii() else normalized(address))


def message_id(message_key: str, sender: str) -> str:
    """The same mail has the same id however often it is sent."""
    digest = hashlib.sha256(message_key.encode()).hexdigest()[:32]
    return f"<{digest}@{sender.rpartition('@')[2]}>"


def _values(
    mail: Mapping[str, Any],
    public_url: str,
    shop_name: str,
    token: str | None,
    report: ReportLetter | None,
) -> dict[str, Any]:
    values: dict[str, Any] = {"name": mail["name"], "shop_name": shop_name}
    base = public_url.rstrip("/")
    if token:
        values |= {"token": token, "link": f"{base}/verify?token={token}"}
    if mail["order_document"]:
        order = json.loads(mail["order_document"])
        values |= {"order": order, "link": f"{base}/orders/{order['id']}"}
    if report:
        values |= {"report": report.told, "link": f"{base}{report.path}"}
    return values
