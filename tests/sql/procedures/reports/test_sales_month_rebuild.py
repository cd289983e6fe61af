"""sales_month_rebuild; what it mends is shown by ./store reports rebuild."""

from __future__ import annotations

from tests.support.logins import refused
from tests.support.shop import Shop, new_secret


def test_sales_month_rebuild__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("sales_month_rebuild", new_secret(), "2020-01-01")


def test_sales_month_rebuild__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.work("sales_month_rebuild", "2020-01-01")


def test_sales_month_rebuild_ends_after_the_last_month(shop: Shop) -> None:
    assert shop.tick("sales_month_rebuild", "2999-01-01") == []
