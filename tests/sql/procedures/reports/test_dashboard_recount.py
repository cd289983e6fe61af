"""dashboard_recount."""

from __future__ import annotations

from core.checks import read_checks
from tests.support.logins import refused
from tests.support.shop import Shop, new_secret

CHECKS = {check.name: check.sql for check in read_checks()}


def test_counts_that_went_wrong_are_made_anew(shop: Shop) -> None:
    shop.paid_order()
    shop.tick("dashboard_count")
    shop.admin.execute("UPDATE orders_by_status SET order_count = order_count + 1")
    shop.admin.execute("DELETE FROM orders_counted LIMIT 1")
    shop.admin.execute("UPDATE stock_available SET available_qty = available_qty + 1")
    shop.admin.execute("UPDATE dashboard_state SET counted_at = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR")
    assert len(shop.admin.rows(CHECKS["dashboard_sums"])) > 2
    shop.tick("dashboard_recount")
    shop.tick("dashboard_count")
    assert shop.admin.rows(CHECKS["dashboard_sums"]) == []


def test_dashboard_recount__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("dashboard_recount", new_secret())


def test_dashboard_recount__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.work("dashboard_recount")
