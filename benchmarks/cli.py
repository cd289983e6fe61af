"""`./store bench …`: figures on servers of its own, each beside its own ceiling."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from benchmarks import table


def say(text: str) -> None:
    """Tell the person what goes on; results alone go to standard output."""
    click.echo(text, err=True)


def show(reports: Sequence[dict[str, Any]], as_json: bool) -> None:
    """Print the tables, or the JSON with the tables beside it; broken promises end with 1."""
    for report in reports:
        click.echo("\n" + table.render(report), err=as_json)
    if as_json:
        click.echo(json.dumps(list(reports), indent=2))
    broken = [line for report in reports for line in report.get("violations", ())]
    for line in broken:
        say(line)
    if broken:
        sys.exit(1)


def shared(rounds: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """What all benchmarks take, with their own number of rounds."""

    def decorator(command: Callable[..., None]) -> Callable[..., None]:
        command = click.option(
            "--rounds",
            type=click.IntRange(1, 20),
            default=rounds,
            show_default=True,
            help="Rounds of each side; they alternate, medians count.",
        )(command)
        return click.option(
            "--json", "as_json", is_flag=True, help="Print JSON; the tables go to standard error."
        )(command)

    return decorator


def timed(command: Callable[..., None]) -> Callable[..., None]:
    """What benchmarks with clients take."""
    command = click.option(
        "--seconds",
        type=click.FloatRange(0.2, 120),
        default=4.0,
        show_default=True,
        help="Length of a round.",
    )(command)
    return click.option(
        "--clients",
        type=click.IntRange(1, 64),
        default=8,
        show_default=True,
        help="Client processes.",
    )(command)


@click.group()
def bench() -> None:
    """Measure, on servers of its own with durable settings, beside a ceiling of its own."""


@bench.command()
@shared(3)
@timed
@click.option("--hot", is_flag=True, help="Every order holds one same product.")
def checkout(clients: int, seconds: float, rounds: int, hot: bool, as_json: bool) -> None:
    """Full checkouts over HTTP, beside the same CALLs from bare clients."""
    from benchmarks.checkout import run

    show([run(clients, rounds, seconds, hot, say)], as_json)


@bench.command()
@shared(3)
@timed
@click.option("--products", type=click.IntRange(500, 100_000), default=2_000, show_default=True)
def catalogue(clients: int, seconds: float, rounds: int, products: int, as_json: bool) -> None:
    """The product list, cached and not, beside an empty answer and the bare query."""
    from benchmarks.catalogue import run

    show([run(clients, rounds, seconds, products, say)], as_json)


@bench.command()
@shared(1)
@click.option("--rows", type=click.IntRange(1_000, 2_000_000), default=300_000, show_default=True)
def export(rounds: int, rows: int, as_json: bool) -> None:
    """A report as CSV and Excel, beside a drained cursor and XlsxWriter alone."""
    from benchmarks.export import run

    show([run(rounds, rows, say)], as_json)
