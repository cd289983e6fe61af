"""A mail of the queue as the message that travels."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from email.utils import parseaddr
from functools import lru_cache
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from workers.message import Message, Person, message

FALLBACK = "en"
# Three for each language of each kind of mail; a text that staff edited is another one.
MOST_TEMPLATES = 256

_TEXT = ImmutableSandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True)
_HTML = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined, keep_trailing_newline=True, autoescape=True
)


class UnusableError(Exception):
    """A mail that will never become a message: its template or its address is wrong."""


def compose(mail: Mapping[str, Any], sender: str, public_url: str, shop_name: str) -> Message:
    """The message of a claimed row; UnusableError says what is wrong with it."""
    texts = _texts(mail)
    values = _values(mail, public_url, shop_name)
    try:
        subject = _template(_TEXT, texts["subject"]).render(values)
        text = _template(_TEXT, texts["text"]).render(values)
        html = _template(_HTML, texts["html"]).render(values)
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise UnusableError(f"Template {mail['mail_template_code']}: {error}") from error
    if len(subject.splitlines()) != 1:
        raise UnusableError(f"Template {mail['mail_template_code']}: the subject is not one line.")
    try:
        shop = _shop(sender)
        recipient = Person(mail["name"] or "", mail["email"])
        identity = message_id(mail["dedupe_key"], shop.address)
        return message(shop, recipient, subject, identity, text, html)
    except ValueError as error:
        raise UnusableError(f"The message cannot be written: {error}") from error


@lru_cache(maxsize=MOST_TEMPLATES)
def _template(environment: Environment, text: str) -> Template:
    """Compiled once: that takes ten times as long as all the rest of a mail."""
    return environment.from_string(text)


@lru_cache(maxsize=1)
def _shop(sender: str) -> Person:
    return Person(*parseaddr(sender))


def message_id(dedupe_key: str, sender: str) -> str:
    """The same mail has the same id however often it is sent."""
    digest = hashlib.sha256(dedupe_key.encode()).hexdigest()[:32]
    return f"<{digest}@{sender.rpartition('@')[2]}>"


def _texts(mail: Mapping[str, Any]) -> Mapping[str, str]:
    by_language: dict[str, dict[str, str]] = _parsed(mail["texts"]) or {}
    texts = by_language.get(mail["language_code"]) or by_language.get(FALLBACK)
    if not texts or not {"subject", "text", "html"} <= texts.keys():
        raise UnusableError(f"Template {mail['mail_template_code']} has no text in English.")
    return texts


def _values(mail: Mapping[str, Any], public_url: str, shop_name: str) -> dict[str, Any]:
    values: dict[str, Any] = {"name": mail["name"], "shop_name": shop_name}
    base = public_url.rstrip("/")
    secrets: dict[str, Any] = _parsed(mail["secrets"]) or {}
    if "token" in secrets:
        values |= {"token": secrets["token"], "link": f"{base}/verify?token={secrets['token']}"}
    if order := _parsed(mail["order_document"]):
        values |= {"order": order, "link": f"{base}/orders/{order['id']}"}
    return values


def _parsed(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str | bytes) else value
