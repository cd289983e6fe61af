"""`./store import …`: history that other systems kept."""

from __future__ import annotations

import os

import click
import mysql.connector

from ops.local import environment


@click.group("import")
def import_() -> None:
    """Bring in the history of another system."""


@import_.command("complete-journey")
@click.option("--baskets", type=click.IntRange(min=1), help="Only the first so many baskets.")
def complete_journey(baskets: int | None) -> None:
    """A year of a real grocer: 92,348 products, 2,469 households, 155,848 baskets.

    It can be interrupted and repeated: what the shop has is left alone.
    docs/complete-journey.md says how the data is understood.
    """
    try:
        from ops.imports.complete_journey import PackageMissing
        from ops.imports.journey_run import ImportRunning, bring
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"{error}: ./store import installs requirements/bench.lock, this call did not."
        ) from error
    known = {**environment.read(), **os.environ}
    for name in ("STORE_OWNER_DATABASE_URL", "STORE_IMPORTER_SESSION"):
        if not known.get(name):
            raise click.ClickException(f"{name} is not set: run ./store up first")
    session = known["STORE_IMPORTER_SESSION"]
    try:
        brought = bring(known["STORE_OWNER_DATABASE_URL"], session, baskets, click.echo)
    except (PackageMissing, ImportRunning) as error:
        raise click.ClickException(str(error)) from error
    except mysql.connector.Error as error:
        raise click.ClickException(
            f"{error.msg} What was imported stays; the same command goes on from there."
        ) from error
    click.echo(
        f"New: {brought.products:,} products, {brought.customers:,} customers, "
        f"{brought.orders:,} orders."
    )
