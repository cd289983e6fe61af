"""What mails look like; what cannot become one is refused with a reason."""

from __future__ import annotations

import json
from typing import Any

import pytest

from workers.letter import UnusableError, compose, message_id

FROM = "Shop <shop@example.com>"
URL = "https://shop.example/"


def mail(**fields: Any) -> dict[str, Any]:
    texts = {"subject": "Hello {{ name }}", "text": "T {{ link }}\n", "html": "<p>{{ name }}</p>"}
    return {
        "mail_id": 1,
        "dedupe_key": "verification/7",
        "mail_template_code": "email_verification",
        "email": "ada@example.org",
        "name": "Ada <b>",
        "language_code": "bg",
        "secrets": '{"token": "t0k3n"}',
        "order_document": None,
        "texts": json.dumps({"en": {**texts, **fields.pop("texts", {})}}),
        **fields,
    }


def body(message: Any, kind: str = "plain") -> str:
    return str(message.get_body((kind,)).get_content())


def test_message_has_both_bodies_and_its_headers() -> None:
    """A mail is one message in two forms, with all headers that it owes."""
    message = compose(mail(), FROM, URL, "Shop")
    assert message["Subject"] == "Hello Ada <b>"
    assert message["From"].addresses[0].addr_spec == "shop@example.com"
    assert message["To"].addresses[0].addr_spec == "ada@example.org"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"]
    assert body(message) == "T https://shop.example/verify?token=t0k3n\r\n".replace("\r\n", "\n")
    assert "<p>Ada &lt;b&gt;</p>" in body(message, "html")


def test_message_id_follows_the_dedupe_key() -> None:
    """The same event has the same Message-ID, another event another one."""
    first = compose(mail(), FROM, URL, "Shop")["Message-ID"]
    assert first == compose(mail(), FROM, URL, "Shop")["Message-ID"]
    assert first == message_id("verification/7", "shop@example.com")
    assert first != message_id("verification/8", "shop@example.com")


def test_order_mails_link_to_their_order() -> None:
    """An order mail knows the order and its address."""
    order = json.dumps({"id": 12, "number": "S00000012", "items": []})
    texts = {"text": "{{ order.number }} {{ link }}"}
    message = compose(mail(secrets=None, order_document=order, texts=texts), FROM, URL, "Shop")
    assert body(message).strip() == "S00000012 https://shop.example/orders/12"


@pytest.mark.parametrize(
    ("part", "template"),
    [
        ("text", "{{ nobody_knows }}"),
        ("html", "{{ name.nothing.more }}"),
        ("subject", "{% if %}"),
        ("text", "{{ 1 / 0 }}"),
        ("text", "{{ ''.__class__.__mro__ }}"),
        ("subject", "one\nBcc: victim@example.com"),
        ("subject", ""),
    ],
)
def test_a_wrong_template_is_named(part: str, template: str) -> None:
    """A template that fails, breaks out or makes two subject lines is unusable for good."""
    with pytest.raises(UnusableError, match="email_verification"):
        compose(mail(texts={part: template}), FROM, URL, "Shop")


@pytest.mark.parametrize("field", ["name", "email"])
def test_headers_cannot_be_smuggled_in(field: str) -> None:
    """Line ends in a name or an address never become headers."""
    with pytest.raises(UnusableError):
        compose(mail(**{field: "ada@example.org\r\nBcc: victim@example.com"}), FROM, URL, "Shop")


def test_a_subject_from_values_is_one_line() -> None:
    """A value with a line end cannot split the subject either."""
    with pytest.raises(UnusableError):
        compose(mail(name="x\r\nBcc: victim@example.com"), FROM, URL, "Shop")
