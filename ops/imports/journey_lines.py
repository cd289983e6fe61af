"""The lines of the complete-journey year in columns, and what they tell of each product."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy
from pyarrow import parquet

STOCK_DAYS = 28
# A numpy array; its stubs and those of pyarrow are not everywhere.
Column = Any


@dataclass
class Sold:
    """What the year tells of one product: medians in cents, 0.0 where there is none."""

    unit_price: float = 0.0
    amount: float = 0.0
    has_pieces: bool = False
    recent_pieces: int = 0


class Lines:
    """All lines in the order of time; money in cents."""

    def __init__(self, folder: Path) -> None:
        table = parquet.read_table(folder / "transactions.parquet").sort_by(
            [("transaction_timestamp", "ascending"), ("basket_id", "ascending")]
        )

        def cents(name: str) -> Column:
            return numpy.rint(table[name].to_numpy() * 100).astype(numpy.int64)

        self.basket: Column = table["basket_id"].to_numpy()
        self.household: Column = table["household_id"].to_numpy()
        self.product: Column = table["product_id"].to_numpy()
        self.quantity: Column = table["quantity"].to_numpy()
        self.at: Column = table["transaction_timestamp"].to_numpy().astype("datetime64[s]")
        self.coupon = cents("coupon_disc")
        self.discount = cents("retail_disc") + cents("coupon_match_disc")
        self.gross = cents("sales_value") + self.discount

    @cached_property
    def starts(self) -> Column:
        """The first line of each basket, and the end of the last."""
        ends = numpy.flatnonzero(numpy.diff(self.basket)) + 1
        return numpy.concatenate([[0], ends, [len(self.basket)]])

    def first_sold(self, end: int) -> list[int]:
        """The products of the lines up to one, in the order in which they come first."""
        products, first = numpy.unique(self.product[:end], return_index=True)
        found: list[int] = products[numpy.argsort(first)].tolist()
        return found

    @cached_property
    def sold(self) -> dict[int, Sold]:
        """What was sold of each product, over the whole year."""
        found = {
            product: Sold(amount=amount) for product, amount in medians(self.product, self.gross)
        }
        pieces = self.quantity > 0
        unit_prices = self.gross[pieces] / self.quantity[pieces]
        for product, price in medians(self.product[pieces], unit_prices):
            found[product].unit_price = price
            found[product].has_pieces = True
        recent = self.at > self.at[-1] - numpy.timedelta64(STOCK_DAYS, "D")
        products, place = numpy.unique(self.product[recent], return_inverse=True)
        counts = numpy.zeros(len(products), dtype=numpy.int64)
        numpy.add.at(counts, place, self.quantity[recent])
        for product, count in zip(products.tolist(), counts.tolist(), strict=True):
            found[product].recent_pieces = count
        return found


def medians(keys: Column, values: Column) -> list[tuple[int, float]]:
    """The median of the values of each key."""
    order = numpy.lexsort((values, keys))
    values = values[order]
    names, first, count = numpy.unique(keys[order], return_index=True, return_counts=True)
    middle = (values[first + (count - 1) // 2] + values[first + count // 2]) / 2
    return list(zip(names.tolist(), middle.tolist(), strict=True))
