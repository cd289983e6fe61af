"""import_stage: rows are laid down as they came, and refused where they cannot be read."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.sql.procedures.imports.conftest import Source
from tests.support.logins import Login, SqlError, refused
from tests.support.shop import Shop


def test_import_stage_again_is_the_same(source: Source, as_admin: Login) -> None:
    for price in ("1.00", "2.00"):
        source.stage("products", [{**source.goods[0], "price": price}])
    rows = as_admin.rows(
        "SELECT price_amount FROM store.staged_products WHERE source_code = %s", source.name
    )
    assert [float(row["price_amount"]) for row in rows] == [2.0]


@pytest.mark.parametrize(
    ("wall_clock", "utc"),
    [
        ("2017-01-15T12:00:00", datetime(2017, 1, 15, 10, 0)),
        ("2017-07-15T12:00:00", datetime(2017, 7, 15, 9, 0)),
        # This hour does not exist in Sofia: the clock goes from 3 to 4.
        ("2017-03-26T03:30:00", datetime(2017, 3, 26, 1, 0)),
    ],
)
def test_import_stage_reads_times_as_the_clock_of_the_shop(
    source: Source, as_admin: Login, wall_clock: str, utc: datetime
) -> None:
    source.stage("orders", [source.order("1", placed=wall_clock)])
    query = "SELECT placed_at FROM store.staged_orders WHERE source_code = %s"
    assert as_admin.value(query, source.name) == utc


def test_import_stage__validation_failed_unknown_kind(source: Source) -> None:
    with refused("validation_failed"):
        source.stage("vouchers", [])


@pytest.mark.parametrize(
    "line",
    [
        {"sku": "x", "qty": 1, "gross": "3.005"},
        {"sku": "x", "qty": 1, "gross": "three"},
        {"sku": "x", "qty": "many", "gross": "3.00"},
        {"sku": "x" * 65, "qty": 1, "gross": "3.00"},
        {"sku": "x", "qty": 1},
    ],
)
def test_import_stage_refuses_lines_that_cannot_be_meant(
    source: Source, as_admin: Login, line: dict[str, object]
) -> None:
    with pytest.raises(SqlError):
        source.stage("orders", [source.order("1"), source.order("2", lines=[line])])
    query = "SELECT COUNT(*) FROM store.staged_orders WHERE source_code = %s"
    assert as_admin.value(query, source.name) == 0


def test_import_stage__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("import_stage", None, "x", 1, "orders", "[]")


def test_import_stage__forbidden(shop: Shop) -> None:
    for kind in ("worker", "clock"):
        with refused("forbidden"):
            shop.worker.call("import_stage", shop.services[kind], "x", 1, "orders", "[]")
