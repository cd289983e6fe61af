"""A source of its own for each test, with a customer and two products to sell."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.support.logins import Login
from tests.support.shop import Shop, unique

Rows = Sequence[Mapping[str, Any]]


class Source:
    """Another system whose rows the workers' login brings in."""

    def __init__(self, worker: Login, session: str) -> None:
        self.worker = worker
        self.session = session
        self.name = unique("src")[:31]
        self.email = f"{self.name}@history.example"
        self.tree = [
            {"slug": f"{self.name}-child", "parent": f"{self.name}-top", "name": "Child"},
            {"slug": f"{self.name}-top", "name": "Top"},
        ]
        self.goods = [
            {
                "sku": f"{self.name}-{letter}",
                "slug": f"{self.name}-{letter}",
                "name": f"Thing {letter}",
                "price": "2.50",
                "tax_rate": "0",
                "category": f"{self.name}-child",
                "opening": 7,
            }
            for letter in "ab"
        ]
        self.people = [{"email": self.email, "name": "Ada Byron", "country": "BG"}]

    def stage(self, kind: str, rows: Rows, batch: int = 1) -> None:
        """Stage rows in a batch."""
        self.worker.call("import_stage", self.session, self.name, batch, kind, json.dumps(rows))

    def take(self, procedure: str, batch: int = 1) -> dict[str, Any]:
        """Take the batch over."""
        return self.worker.call(procedure, self.session, self.name, batch)[0]

    def order(self, reference: str, **fields: Any) -> dict[str, Any]:
        """An order of one line."""
        return {
            "reference": reference,
            "email": self.email,
            "placed": "2017-05-04T12:00:00",
            "lines": [{"sku": f"{self.name}-a", "qty": 2, "gross": "5.00"}],
            **fields,
        }

    def bring_shop(self) -> None:
        """The tree, the goods and the customer."""
        self.stage("categories", self.tree)
        self.stage("products", self.goods)
        self.take("import_products")
        self.stage("customers", self.people)
        self.take("import_customers")

    def bring(self, *orders: dict[str, Any], batch: int = 1) -> dict[str, Any]:
        """Stage orders and take them over."""
        self.stage("orders", orders, batch)
        return self.take("import_orders", batch)


@pytest.fixture
def source(as_worker: Login, shop: Shop) -> Source:
    """A system that nothing has come from yet."""
    return Source(as_worker, shop.services["importer"])


@pytest.fixture
def history(source: Source) -> Source:
    """A system whose goods and customer are here."""
    source.bring_shop()
    return source
