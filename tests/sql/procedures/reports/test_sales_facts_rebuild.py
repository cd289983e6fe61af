"""sales_facts_rebuild."""

from __future__ import annotations

from tests.sql.procedures.reports.test_sales_facts_take import CHECKS, FACTS, take
from tests.support.logins import refused
from tests.support.shop import Shop, new_secret


def test_sales_facts_rebuild__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("sales_facts_rebuild", new_secret())


def test_sales_facts_rebuild__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.work("sales_facts_rebuild")


def test_sales_facts_rebuild(shop: Shop) -> None:
    order = shop.paid_order()
    take(shop)
    before = shop.admin.rows(FACTS, order["id"])
    assert shop.tick("sales_facts_rebuild")[0]["due"] >= 1
    # Who asks twice waits no longer.
    again = shop.tick("sales_facts_rebuild")[0]["due"]
    assert again == shop.admin.value("SELECT COUNT(*) FROM orders")
    take(shop)
    assert shop.admin.rows(FACTS, order["id"]) == before
    for name in ("sales_facts", "sales_sums"):
        assert shop.admin.rows(CHECKS[name]) == []
