"""A long history for reports: generated orders, taken over by the import procedures."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from benchmarks.database import Admin
from ops.database import connect
from ops.demo import seed_rows
from ops.demo.people import CUSTOMERS, email
from ops.imports.calls import Import

SOURCE = "bench"
SEED = 20
LINES = 20
BATCH = 500
DAYS = 1000


def products(count: int) -> list[dict[str, Any]]:
    """Products of the demo shop again and again, under names and prices of their own."""
    models = seed_rows("products")
    chance = random.Random(SEED)
    made = []
    for number in range(1, count + 1):
        model = models[number % len(models)]
        made.append(
            {
                **{key: value for key, value in model.items() if key != "picture"},
                "sku": f"BN-{number:06d}",
                "slug": f"{model['slug']}-{number}",
                "name": f"{model['name']}, series {number}",
                "price": f"{chance.randrange(100, 20_000) / 100:.2f}",
            }
        )
    return made


def add_products(env: Mapping[str, str], count: int) -> None:
    """Fill the catalogue up."""
    with _importing(env) as source:
        made = products(count)
        for at in range(0, count, 2_000):
            source.products(seed_rows("categories"), made[at : at + 2_000])


def add_orders(env: Mapping[str, str], lines: int, progress: Callable[[str], None]) -> None:
    """Bring in so many order lines, in delivered orders of twenty lines each."""
    with _importing(env) as source:
        done = 0
        for batch in _batches(_orders(lines)):
            source.orders(batch)
            done += sum(len(order["lines"]) for order in batch)
            progress(f"History: {done:,} of {lines:,} lines.")


def take_facts(admin: Admin, clock_session: str, progress: Callable[[str], None]) -> None:
    """Bring the facts of the reports up to what was sold, where no clock does or beside one."""
    while admin.value("SELECT COUNT(*) FROM sales_facts_due"):
        admin.call("sales_facts_take", clock_session, 1000)
    progress(f"Facts: {admin.value('SELECT COUNT(*) FROM sales_facts'):,} lines.")


@contextmanager
def _importing(env: Mapping[str, str]) -> Iterator[Import]:
    with closing(connect(env["STORE_OWNER_DATABASE_URL"])) as connection:
        yield Import(connection, env["STORE_IMPORTER_SESSION"], SOURCE)


def _orders(lines: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(SEED)
    sold = seed_rows("products")
    first = datetime(2020, 1, 1)
    for number, begin in enumerate(range(0, lines, LINES)):
        placed = first + timedelta(days=chance.randrange(DAYS), seconds=chance.randrange(86_400))
        yield {
            "reference": f"{number:07d}",
            "email": email(chance.randrange(CUSTOMERS)),
            "placed": placed.isoformat(),
            "delivered": (placed + timedelta(days=2)).isoformat(),
            "shipping": "standard",
            "lines": [_line(chance, sold) for _ in range(min(LINES, lines - begin))],
        }


def _line(chance: random.Random, sold: Sequence[dict[str, Any]]) -> dict[str, Any]:
    product, quantity = chance.choice(sold), chance.randrange(1, 9)
    return {
        "sku": product["sku"],
        "qty": quantity,
        "gross": str(Decimal(product["price"]) * quantity),
        "discount": "0.00",
        "tax_rate": product["tax_rate"],
    }


def _batches(orders: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for order in orders:
        batch.append(order)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
