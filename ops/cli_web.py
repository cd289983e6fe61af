"""`./store web`: build the office, work on its pages, keep their types as the API says."""

from __future__ import annotations

import os
import sys

import click

from ops.local import environment, web, web_types
from ops.paths import ROOT

NICE = 10


@click.group(name="web")
def web_() -> None:
    """Build the office, work on its pages, compare their types with the API."""
    if not web.has_sources():
        raise click.ClickException("An installed package has brought the office along, built.")


@web_.command()
def build() -> None:
    """Build what has changed; ./store up does so too."""
    # The shop may be starting meanwhile.
    os.nice(NICE)
    web.build(click.echo)


@web_.command()
def dev() -> None:
    """Serve the pages from their sources while you edit them; the API is that of ./store up."""
    environment.apply()
    sys.exit(web.run("dev", web.ready(click.echo)))


@web_.command()
def types() -> None:
    """Write the types of the pages anew, from the API's OpenAPI document."""
    web_types.generate(web.ready(click.echo))
    click.echo(f"Written: {web_types.TYPES.relative_to(ROOT)}.")


@web_.command()
def check() -> None:
    """Compare the types with the API, and run what the pages check of themselves."""
    tools = web.ready(click.echo)
    if not web_types.are_current(tools):
        raise click.ClickException(
            f"{web_types.TYPES.relative_to(ROOT)} is not what the API says: ./store web types"
            " writes it anew."
        )
    sys.exit(web.run("check", tools))


@web_.command()
def pictures() -> None:
    """Take the pictures of docs/ anew, of the demo shop that runs (needs Chromium)."""
    environment.apply()
    try:
        from ops.local import pictures as taken
    except ImportError as error:
        raise click.ClickException("./store test --help installs what this needs.") from error
    taken.take(click.echo)
