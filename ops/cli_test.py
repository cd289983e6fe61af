"""`./store test`: the whole test suite, on throw-away servers."""

from __future__ import annotations

import os
import sys

import click

from ops.paths import ROOT


@click.command(context_settings={"ignore_unknown_options": True})
@click.option(
    "--server",
    type=click.Choice(["mysql", "mariadb"]),
    default="mysql",
    help="The database server to test on.",
)
@click.option("--mutate", is_flag=True, help="Drop each guard in turn; some test must fail.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def test(server: str, mutate: bool, arguments: tuple[str, ...]) -> None:
    """Run the tests; ARGUMENTS go to pytest as they are."""
    os.environ["STORE_TEST_SERVER"] = server
    if mutate:
        os.environ["STORE_TEST_MUTATE"] = "1"
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *arguments])
