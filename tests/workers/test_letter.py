"""What mails look like; what cannot become one is refused with a reason."""

from __future__ import annotations

import email
import json
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from typing import Any

import pytest

from workers import letter
from workers.letter import UnusableError, message_id

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


def compose(row: dict[str, Any], *shop: str) -> EmailMessage:
    """The message as a mail program reads it."""
    found = email.message_from_bytes(letter.compose(row, *shop).content, policy=default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def body(message: Any, kind: str = "plain") -> str:
    return str(message.get_body((kind,)).get_content()).replace("\r\n", "\n")


def test_message_has_both_bodies_and_its_headers() -> None:
    """A mail is one message in two forms, with all headers that it owes."""
    message = compose(mail(), FROM, URL, "Shop")
    assert message["Subject"] == "Hello Ada <b>"
    assert message["From"].addresses[0].addr_spec == "shop@example.com"
    assert message["To"].addresses[0].addr_spec == "ada@example.org"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"]
    assert body(message) == "T https://shop.example/verify?token=t0k3n\n"
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


@pytest.mark.parametrize(
    "name",
    [
        "Ада Байрон",
        'Ada "the first" \\ Byron, Countess <of> Lovelace; (x)',
        "=?utf-8?q?Ada?=",
        "Анастасия " * 12,
        "a " * 60,
        "",
    ],
)
def test_a_name_arrives_as_it_is(name: str) -> None:
    """Whatever letters and marks it holds, however long it is."""
    content = letter.compose(mail(name=name), FROM, URL, "Shop").content
    # The newer parser leaves blanks between the encoded words of a name; this one does not.
    message = email.message_from_bytes(content)
    found, address = parseaddr(message["To"])
    assert str(make_header(decode_header(found))).strip() == name.strip()
    assert address == "ada@example.org"
    subject = str(make_header(decode_header(message["Subject"])))
    assert subject.strip() == f"Hello {name}".strip()


def test_texts_arrive_as_they_are() -> None:
    """Cyrillic, long lines, dots and lines that look like a boundary or a header."""
    text = "Здравей {{ name }}\n.\n..\n--x\nBcc: victim@example.com\n" + "х" * 3000 + "\n"
    message = compose(mail(texts={"text": text, "html": "y" * 3000}), FROM, URL, "Shop")
    assert body(message) == text.replace("{{ name }}", "Ada <b>")
    assert body(message, "html").strip() == "y" * 3000
    assert message["Bcc"] is None


def test_no_line_is_longer_than_smtp_allows() -> None:
    """998 characters is the most that a server must take."""
    long = mail(name="н" * 120, texts={"subject": "{{ name }} " * 20, "text": "z" * 5000})
    content = letter.compose(long, FROM, URL, "Shop").content
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")


def test_an_address_in_another_script_is_kept() -> None:
    """Servers that know SMTPUTF8 can deliver to it."""
    found = letter.compose(mail(email="ada@пример.бг"), FROM, URL, "Shop")
    assert found.recipient == "ada@пример.бг"
    assert 'To: "Ada <b>" <ada@пример.бг>'.encode() in found.content


@pytest.mark.parametrize(
    "address", ["ada", "ada@", "@example.org", "ada@example.org>, <b@c.de", "a b@example.org", ""]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    """An address that a header could not hold is unusable for good."""
    with pytest.raises(UnusableError):
        letter.compose(mail(email=address), FROM, URL, "Shop")


def test_a_template_is_compiled_once() -> None:
    """The second mail of a template compiles nothing; an edited text is compiled anew."""
    letter._template.cache_clear()
    for number in range(3):
        letter.compose(mail(name=f"Ada {number}"), FROM, URL, "Shop")
    assert letter._template.cache_info().misses == 3
    letter.compose(mail(texts={"text": "edited"}), FROM, URL, "Shop")
    assert letter._template.cache_info().misses == 4
