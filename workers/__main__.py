"""`python -m workers mail|exports|clock`: one process each."""

from __future__ import annotations

import click

from api.http.log import install
from workers.context import context


@click.command()
@click.argument("name", type=click.Choice(["mail", "exports", "clock"]))
def main(name: str) -> None:
    """Work until SIGTERM, then finish the item in hand."""
    install(context().config.log_level)
    if name == "mail":
        from workers import mail

        mail.serve()
    elif name == "exports":
        from workers import exports

        exports.serve()
    else:
        from workers import clock

        clock.serve()


if __name__ == "__main__":
    main()
