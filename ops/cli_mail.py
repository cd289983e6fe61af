"""`./store mail`: read what the local mail sink received."""

from __future__ import annotations

import mailbox
import time
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import click

from ops.paths import local_dir


def newest(maildir: Path, address: str | None, subject: str) -> EmailMessage | None:
    """The newest mail to the address whose subject holds the words; None if there is none."""
    if not maildir.is_dir():
        return None
    box = mailbox.Maildir(maildir, create=False)
    # The sink begins each name with the nanosecond of arrival.
    for key in sorted(box.keys(), reverse=True):
        mail = BytesParser(policy=policy.default).parsebytes(box.get_bytes(key))
        assert isinstance(mail, EmailMessage)
        if subject in mail.get("Subject", "") and address in (None, mail["Delivered-To"]):
            return mail
    return None


@click.command()
@click.argument("address", required=False)
@click.option("--subject", default="", help="Only a mail whose subject holds these words.")
@click.option("--wait", type=float, default=0, help="Seconds to wait for it to arrive.")
def mail(address: str | None, subject: str, wait: float) -> None:
    """Print the newest mail [to ADDRESS] that the local mail sink received."""
    deadline = time.monotonic() + wait
    while (found := newest(local_dir() / "mail", address, subject)) is None:
        if time.monotonic() >= deadline:
            raise click.ClickException("There is no such mail in the sink (yet).")
        time.sleep(0.1)
    for header in ("Date", "From", "To", "Subject"):
        click.echo(f"{header}: {found[header]}")
    body = found.get_body(("plain",))
    click.echo("\n" + (body.get_content() if body else ""))
