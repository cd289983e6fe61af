"""What mails look like; what cannot become one is refused with a reason."""

from __future__ import annotations

import email
import json
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from itertools import count
from typing import Any

import pytest

from workers import letter
from workers.letter import message_id
from workers.message import Message, UnusableError

FROM = "Shop <shop@example.com>"
URL = "https://shop.example/"
TOKEN = "t0k3n"


# A version of its own for each row: other texts are another version.
_versions = count(1)


def mail(**fields: Any) -> dict[str, Any]:
    texts = {"subject": "Hello {{ name }}", "text": "T {{ link }}\n", "html": "<p>{{ name }}</p>"}
    return {
        "mail_id": 1,
        "message_key": "event/7/ada@example.org",
        "mail_template_code": "email_verification",
        "email": "ada@example.org",
        "name": "Ada <b>",
        "language_code": "bg",
        "template_version": next(_versions),
        "order_document": None,
        "texts": json.dumps({"en": {**texts, **fields.pop("texts", {})}}),
        **fields,
    }


def written(row: dict[str, Any], token: str | None = TOKEN) -> Message:
    """The message as it travels."""
    return letter.compose(row, FROM, URL, "Shop", token)


def compose(row: dict[str, Any]) -> EmailMessage:
    """The message as a mail program reads it."""
    found = email.message_from_bytes(written(row).content, policy=default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def body(message: Any, kind: str = "plain") -> str:
    return str(message.get_body((kind,)).get_content()).replace("\r\n", "\n")


def test_message_has_both_bodies_and_its_headers() -> None:
    """A mail is one message in two forms, with all headers that it owes."""
    message = compose(mail())
    assert message["Subject"] == "Hello Ada <b>"
    assert message["From"].addresses[0].addr_spec == "shop@example.com"
    assert message["To"].addresses[0].addr_spec == "ada@example.org"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"]
    assert body(message) == "T https://shop.example/verify?token=t0k3n\n"
    assert "<p>Ada &lt;b&gt;</p>" in body(message, "html")


def test_message_id_follows_the_message_key() -> None:
    """The same event has the same Message-ID, another event another one."""
    first = compose(mail())["Message-ID"]
    assert first == compose(mail())["Message-ID"]
    assert first == message_id("event/7/ada@example.org", "shop@example.com")
    assert first != message_id("event/8/ada@example.org", "shop@example.com")


def test_order_mails_link_to_their_order() -> None:
    """An order mail knows the order and its address."""
    order = json.dumps({"id": 12, "number": "S00000012", "items": []})
    texts = {"text": "{{ order.number }} {{ link }}"}
    message = compose(mail(order_document=order, texts=texts))
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
        compose(mail(texts={part: template}))


@pytest.mark.parametrize("field", ["name", "email"])
def test_headers_cannot_be_smuggled_in(field: str) -> None:
    """Line ends in a name or an address never become headers."""
    with pytest.raises(UnusableError):
        compose(mail(**{field: "ada@example.org\r\nBcc: victim@example.com"}))


def test_a_subject_from_values_is_one_line() -> None:
    """A value with a line end cannot split the subject either."""
    with pytest.raises(UnusableError):
        compose(mail(name="x\r\nBcc: victim@example.com"))


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
    content = written(mail(name=name)).content
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
    message = compose(mail(texts={"text": text, "html": "y" * 3000}))
    assert body(message) == text.replace("{{ name }}", "Ada <b>")
    assert body(message, "html").strip() == "y" * 3000
    assert message["Bcc"] is None


def test_no_line_is_longer_than_smtp_allows() -> None:
    """998 characters is the most that a server must take."""
    long = mail(name="н" * 120, texts={"subject": "{{ name }} " * 20, "text": "z" * 5000})
    content = written(long).content
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")


def test_a_shop_in_another_script_sends_from_its_domain_in_ascii() -> None:
    """Every server takes that; few know SMTPUTF8."""
    found = letter.compose(mail(), "Магазин <shop@пример.бг>", URL, "Shop", TOKEN)
    assert found.sender == "shop@xn--e1afmkfd.xn--90ae"
    assert b"<shop@xn--e1afmkfd.xn--90ae>" in found.content
    assert found.content.isascii()


@pytest.mark.parametrize(
    "address",
    [
        "ada",
        "ada@",
        "@example.org",
        "ada@example.org>, <b@c.de",
        "a b@example.org",
        "",
        "ада@example.org",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    """An address that a header could not hold is unusable for good."""
    with pytest.raises(UnusableError):
        written(mail(email=address))


def test_a_template_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second mail of a version compiles nothing; an edited text is another version."""
    compiled: list[int] = []

    def compile_and_note(row: dict[str, Any]) -> letter.Templates:
        compiled.append(row["template_version"])
        return templates(row)

    templates = letter.Templates.compiled
    monkeypatch.setattr(letter.Templates, "compiled", compile_and_note)
    for version in (1, 1, 2, 2):
        written(mail(mail_template_code="once", template_version=version))
    assert compiled == [1, 2]
