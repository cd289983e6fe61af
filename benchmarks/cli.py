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


def ways(command: Callable[..., None]) -> Callable[..., None]:
    """How a checkout is made."""
    for name, text in (
        ("--known", "All addresses are known; else every second one is new."),
        ("--shipped", "Staff moves each order on until it is shipped."),
        ("--express", "POST /checkout with the payment, instead of cart, order and payment."),
        ("--hot", "Every order holds one same product."),
    ):
        command = click.option(name, is_flag=True, help=text)(command)
    return command


@bench.command()
@shared(3)
@timed
@ways
@click.option("--bare", is_flag=True, help="Beside the same CALLs from bare clients.")
def checkout(
    clients: int,
    seconds: float,
    rounds: int,
    hot: bool,
    express: bool,
    shipped: bool,
    known: bool,
    bare: bool,
    as_json: bool,
) -> None:
    """What a customer does: cart, order, payment, and its mails until the last is out."""
    from benchmarks.buyer import Way
    from benchmarks.checkout import run

    way = Way(hot, express, shipped, known)
    show([run(clients, rounds, seconds, way, bare, say)], as_json)


@bench.command()
@shared(3)
@timed
@click.option("--old", default="421032d", show_default=True, help="The revision to compare with.")
def compare(clients: int, seconds: float, rounds: int, old: str, as_json: bool) -> None:
    """This tree beside an older revision, in turns: checkouts, their life, product lists."""
    from benchmarks.side_by_side import run

    show([run(old, clients, rounds, seconds, say)], as_json)


@bench.command()
@ways
@click.option("--minutes", type=click.IntRange(1, 24 * 60), default=10, show_default=True)
@click.option("--clients", type=click.IntRange(1, 64), default=8, show_default=True)
@click.option(
    "--per-second",
    type=click.FloatRange(0.1, 1000),
    default=8.0,
    show_default=True,
    help="Checkouts that begin in a second.",
)
def soak(
    minutes: int,
    clients: int,
    per_second: float,
    hot: bool,
    express: bool,
    shipped: bool,
    known: bool,
) -> None:
    """Checkouts at a moderate pace: growth of tables, memory and latency, minute by minute."""
    from benchmarks.buyer import Way
    from benchmarks.soak import run

    if broken := run(minutes, clients, per_second, Way(hot, express, shipped, known), click.echo):
        raise click.ClickException("\n".join(broken))


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


@bench.command()
@shared(3)
@click.option("--baskets", type=click.IntRange(1), help="Only the first ones of the year.")
def reports(rounds: int, baskets: int | None, as_json: bool) -> None:
    """The sales of a real year by month, category, product and customer, beside other ways."""
    from benchmarks.reports import run

    show([run(rounds, baskets, say)], as_json)


@bench.command()
@shared(2)
@timed
@click.option("--rows", type=click.IntRange(1_000, 2_000_000), default=300_000, show_default=True)
@click.option("--form", type=click.Choice(["csv", "xlsx"]), default="csv", show_default=True)
def pacing(clients: int, seconds: float, rounds: int, rows: int, form: str, as_json: bool) -> None:
    """Checkouts at half load beside report files that are made at several paces."""
    from benchmarks.pacing import run

    show([run(clients, rounds, seconds, rows, form, say)], as_json)
