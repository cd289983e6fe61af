"""stock_entry_add."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop


def add(
    shop: Shop, variant: int, quantity: str | None, kind: str | None, location: str | None = None
) -> dict[str, Any]:
    """Staff writes an entry; the stock row then."""
    return shop.api.call(
        "stock_entry_add", shop.staff().session, variant, location, quantity, kind, "van"
    )[0]


def variant(shop: Shop, stock: int = 5) -> int:
    """A variant with pieces on the shelf."""
    return shop.variant(shop.product(stock=stock))


def test_stock_entry_add__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("stock_entry_add", None, 1, None, "1", "receipt", None)


def test_stock_entry_add__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.api.call("stock_entry_add", shop.customer().session, 1, None, "1", "receipt", None)


def test_stock_entry_add(shop: Shop) -> None:
    chosen = variant(shop, stock=0)
    assert add(shop, chosen, "7", "receipt")["on_hand"] == 7
    assert add(shop, chosen, "-2", "damage", "main")["available"] == 5
    assert add(shop, chosen, "-1", "correction")["stock_location"] == "main"


def test_stock_entry_add_spells_the_kind_as_the_list_does(shop: Shop) -> None:
    chosen = variant(shop, stock=0)
    add(shop, chosen, "1", "receipt ")
    kind = shop.admin.value(
        "SELECT stock_entry_kind_code FROM stock_entries WHERE variant_id = %s", chosen
    )
    assert kind == "receipt"


def test_stock_entry_add__not_found(shop: Shop) -> None:
    with refused("not_found"):
        add(shop, NOBODY, "1", "receipt")


@pytest.mark.parametrize(("quantity", "kind"), [("-1", "receipt"), ("1", "damage")])
def test_stock_entry_add__stock_entry_invalid(shop: Shop, quantity: str, kind: str) -> None:
    with refused("stock_entry_invalid"):
        add(shop, variant(shop), quantity, kind)


def test_stock_entry_add__insufficient_stock(shop: Shop) -> None:
    product = shop.product(stock=5)
    shop.order(items={product: 3})
    with refused("insufficient_stock"):
        add(shop, shop.variant(product), "-3", "damage")


@pytest.mark.parametrize("quantity", [None, "0", "1.5", "1000001", "-1000001"])
def test_stock_entry_add__validation_failed(shop: Shop, quantity: str | None) -> None:
    with refused("validation_failed"):
        add(shop, variant(shop), quantity, "receipt")


@pytest.mark.parametrize("kind", [None, "reserve", "release", "ship", "return", "count", "Receipt"])
def test_stock_entry_add__validation_failed_for_kinds_of_others(
    shop: Shop, kind: str | None
) -> None:
    with refused("validation_failed"):
        add(shop, variant(shop), "1", kind)


def test_stock_entry_add__validation_failed_where_there_is_no_such_location(shop: Shop) -> None:
    with refused("validation_failed"):
        add(shop, variant(shop), "1", "receipt", "moon")
