"""A real SMTP server that keeps what it takes."""

from __future__ import annotations

import email
import mailbox
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from ops.local import mailsink
from ops.local.children import spawn
from ops.local.servers.base import free_port
from ops.paths import ROOT
from tests.ops.waiting import wait_for


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "ops.local.mailsink", "--port", str(port)]
    process = spawn([*command, "--dir", str(tmp_path / "mail")], subprocess.DEVNULL, cwd=ROOT)
    wait_for(lambda: mailsink.answers(port))
    yield port
    process.kill()
    process.wait()


def test_mail__kept_as_it_came(port: int, tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = "Поръчка № 7"
    message["Message-ID"] = "<7@storekeeper.example>"
    message.set_content("Thank you.\n.\nA line that began with a dot.")
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.send_message(message, "store@example.org", ["a@example.org", "b@example.org"])

    (path,) = (tmp_path / "mail/new").iterdir()
    kept = email.message_from_bytes(path.read_bytes())
    assert kept["Message-ID"] == "<7@storekeeper.example>"
    assert kept["Return-Path"] == "<store@example.org>"
    assert kept.get_all("Delivered-To") == ["a@example.org", "b@example.org"]
    assert len(mailbox.Maildir(tmp_path / "mail")) == 1


def test_mail__no_room_is_a_temporary_error(port: int, tmp_path: Path) -> None:
    (tmp_path / "mail/tmp").rmdir()
    with smtplib.SMTP("127.0.0.1", port) as client, pytest.raises(smtplib.SMTPDataError) as error:
        client.sendmail("a@example.org", ["b@example.org"], "x")
    assert error.value.smtp_code == 452
    assert list((tmp_path / "mail/new").iterdir()) == []


def test_mail__several_over_one_connection(port: int, tmp_path: Path) -> None:
    with smtplib.SMTP("127.0.0.1", port) as client:
        for number in range(3):
            client.sendmail(
                "a@example.org", [f"{number}@example.org"], f"Subject: {number}\r\n\r\n"
            )
    found = [email.message_from_bytes(p.read_bytes()) for p in (tmp_path / "mail/new").iterdir()]
    assert {(each["Subject"], each["Delivered-To"]) for each in found} == {
        (str(number), f"{number}@example.org") for number in range(3)
    }


def test_mail__dots_and_odd_line_ends_stay(port: int, tmp_path: Path) -> None:
    body = b"Subject: x\r\n\r\n.\r\n..two\r\n" + b"y" * 100_000 + b"\r\n"
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.sendmail("a@example.org", ["b@example.org"], body)
    (path,) = (tmp_path / "mail/new").iterdir()
    assert path.read_bytes().endswith(body)


def test_mail__address_in_another_script(port: int, tmp_path: Path) -> None:
    with smtplib.SMTP("127.0.0.1", port) as client:
        client.sendmail("a@example.org", ["ада@пример.бг"], b"x", ["SMTPUTF8", "BODY=8BITMIME"])
    (path,) = (tmp_path / "mail/new").iterdir()
    assert "Delivered-To: ада@пример.бг".encode() in path.read_bytes()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("DATA", 503),
        ("RCPT TO:<b@example.org>", 503),
        ("MAIL FROM:nobody", 501),
        ("NOOP", 250),
        ("RSET", 250),
        ("EXPN all", 500),
    ],
)
def test_mail__commands_out_of_order_are_refused(port: int, said: str, code: int) -> None:
    with smtplib.SMTP("127.0.0.1", port) as client:
        assert client.docmd(said)[0] == code


def test_mail__a_client_that_goes_leaves_nothing(port: int, tmp_path: Path) -> None:
    client = smtplib.SMTP("127.0.0.1", port)
    client.ehlo()
    for command in ("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "DATA"):
        client.docmd(command)
    client.send(b"half of a mail")
    client.close()
    assert mailsink.answers(port)
    assert list((tmp_path / "mail/new").iterdir()) == []
