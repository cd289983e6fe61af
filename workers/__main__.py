"""`python -m workers mail|exports|clock`: one process each."""

from __future__ import annotations

from importlib import import_module

import click

from core import log
from core.config import ConfigError
from workers.context import context


@click.command()
@click.argument("name", type=click.Choice(["mail", "exports", "clock"]))
def main(name: str) -> None:
    """Work until SIGTERM, then finish the item that was begun."""
    config = context().config
    log.install(config.log_level)
    kind = "clock" if name == "clock" else "worker"
    if not getattr(config, f"{kind}_session"):
        raise ConfigError(f"STORE_{kind.upper()}_SESSION is not set.")
    context().heart.start()
    import_module(f"workers.{name}").serve()


if __name__ == "__main__":
    main()
