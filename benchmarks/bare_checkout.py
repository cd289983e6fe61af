"""The CALLs of a checkout with their arguments, and clients that send nothing else."""

from __future__ import annotations

import itertools
import json
import os
import time
from dataclasses import dataclass
from typing import Any

from benchmarks.buyer import SHIPPED_BY, STAFF, Baskets, Way, addresses
from benchmarks.database import Bare
from benchmarks.running_shop import RunningShop

STOCK = 1_000_000
# Products that a client need not choose a variant of.
PRODUCTS = (
    "SELECT p.product_id, v.variant_id FROM products AS p"
    " INNER JOIN sellable_variants AS v ON p.product_id = v.product_id"
    " WHERE p.variant_count = 1 ORDER BY p.product_id"
)
PLACED = "SELECT COUNT(*) FROM orders WHERE NOT is_imported"


@dataclass(frozen=True)
class Calls:
    """The statements of one customer; the secret of a session is the first argument of each."""

    customer: str
    staff: str

    def add(self, product_id: int) -> tuple[str, tuple[Any, ...]]:
        """One piece into the cart."""
        return "CALL cart_item_add(%s, NULL, %s, NULL, '1', '')", (self.customer, product_id)

    def place(self, key: str, address: dict[str, str]) -> tuple[str, tuple[Any, ...]]:
        """Order the cart."""
        typed = json.dumps(address)
        statement = "CALL order_place(%s, %s, NULL, %s, 'standard', NULL)"
        return statement, (self.customer, key, typed)

    def pay(self, key: str, order: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
        """Pay the exact price."""
        statement = "CALL payment_bobi_take(%s, %s, %s, %s)"
        return statement, (self.customer, key, order["id"], order["total"])

    def move(self, order: dict[str, Any], status: str) -> tuple[str, tuple[Any, ...]]:
        """Staff moves the order along."""
        return "CALL order_status_set(%s, %s, %s, NULL, NULL)", (self.staff, order["id"], status)


def calls_of(shop: RunningShop, email: str) -> Calls:
    """The calls of a customer of the demo shop."""
    customer, staff = (shop.admin.session(each, shop.password) for each in (email, STAFF))
    return Calls(customer, staff)


def products_in_stock(shop: RunningShop) -> list[int]:
    """All products that are sold as they are, with so many pieces that none runs short."""
    staff = shop.admin.session(STAFF, shop.password)
    goods = shop.admin.rows(PRODUCTS)
    for _, variant_id in goods:
        shop.admin.call("stock_entry_add", staff, variant_id, None, STOCK, "receipt", "benchmark")
    return [int(product_id) for product_id, _ in goods]


@dataclass
class BareBuyer:
    """A customer with a connection of its own: the CALLs that the API would make."""

    url: str
    calls: Calls
    baskets: Baskets
    way: Way

    def open(self) -> None:
        """Connect."""
        self._database = Bare(self.url)
        self._database.open()
        self._keys = (f"bare-{os.getpid()}-{time.time_ns()}-{n}" for n in itertools.count())
        self._addresses = addresses(self.way, self.baskets.seed)

    def once(self) -> None:
        """One checkout."""
        run = self._database.document
        for product in self.baskets.next():
            run(*self.calls.add(product))
        order = json.loads(run(*self.calls.place(next(self._keys), next(self._addresses))))
        run(*self.calls.pay(next(self._keys), order))
        for status in SHIPPED_BY if self.way.is_shipped else ():
            run(*self.calls.move(order, status))

    def close(self) -> None:
        """Disconnect."""
        self._database.close()
