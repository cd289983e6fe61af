"""`python -m workers mail|exports|clock`: one process each."""

from __future__ import annotations

from importlib import import_module

import click

from core import log
from workers.context import context


@click.command()
@click.argument("name", type=click.Choice(["mail", "exports", "clock"]))
def main(name: str) -> None:
    """Work until SIGTERM, then finish the item that was begun."""
    log.install(context().config.log_level)
    import_module(f"workers.{name}").serve()


if __name__ == "__main__":
    main()
