"""`./store test`: the whole test suite, on throw-away servers."""

from __future__ import annotations

import os
import sys

import click

from ops.paths import ROOT

# Each process of pytest has its own database: more of them than this starve each other.
MOST_PROCESSES = 4


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
    """Run all tests in parallel, or pytest with ARGUMENTS as they are."""
    os.environ["STORE_TEST_SERVER"] = server
    if mutate:
        os.environ["STORE_TEST_MUTATE"] = "1"
    os.chdir(ROOT)
    if not arguments:
        arguments = ("-n", str(min(os.cpu_count() or 1, MOST_PROCESSES)))
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *arguments])
