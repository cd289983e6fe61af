"""`./store captcha`: the answer of a captcha, in the demo shop and nowhere else."""

from __future__ import annotations

import os

import click

from core.config import Config
from core.db import Database, Problem

ANSWER = "SELECT answer FROM captchas WHERE captcha_id = %s"


@click.command()
@click.argument("captcha_id")
def captcha(captcha_id: str) -> None:
    """Print the answer of a captcha (demo shop only)."""
    from ops.local import environment

    environment.apply()
    url = os.environ.get("STORE_OWNER_DATABASE_URL")
    if not Config.from_environment().demo or not url:
        raise click.ClickException("Captchas are answered here only for the demo shop.")
    try:
        rows = Database(url).rows(ANSWER, (captcha_id,))
    except Problem as problem:
        raise click.ClickException(problem.detail) from problem
    if not rows:
        raise click.ClickException(f"There is no captcha {captcha_id}.")
    click.echo(rows[0]["answer"])
