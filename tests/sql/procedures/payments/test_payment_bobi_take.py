"""payment_bobi_take."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop, new_key


def test_payment_bobi_take__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("payment_bobi_take", None, new_key(), 1, "1.00")


def take(shop: Shop, order: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Pay with these fields in place of the usual ones."""
    given = {
        "session": order["session"],
        "key": new_key(),
        "id": order["id"],
        "amount": order["total"],
    }
    return shop.api.call("payment_bobi_take", *{**given, **fields}.values())[0]


def test_payment_bobi_take(shop: Shop) -> None:
    order, key = shop.order(), new_key()
    first = json.loads(take(shop, order, key=key)["document"])
    assert (first["order_status"], first["amount"], first["method"]) == (
        "paid",
        order["total"],
        "bobi",
    )
    assert json.loads(take(shop, order, key=key)["document"]) == first


def test_payment_bobi_take__not_found(shop: Shop) -> None:
    order = shop.order()
    for fields in ({"session": shop.customer().session}, {"id": NOBODY}):
        with refused("not_found"):
            take(shop, order, **fields)


def test_payment_bobi_take__order_not_payable(shop: Shop) -> None:
    order = shop.paid_order()
    with refused("order_not_payable"):
        take(shop, order)


@pytest.mark.parametrize("amount", ["0.01", "9999999999.00", "0"])
def test_payment_bobi_take__amount_mismatch(shop: Shop, amount: str) -> None:
    with refused("amount_mismatch"):
        take(shop, shop.order(), amount=amount)


@pytest.mark.parametrize("amount", [None, "-1", "1.005", "99999999999.00"])
def test_payment_bobi_take__validation_failed(shop: Shop, amount: str | None) -> None:
    with refused("validation_failed"):
        take(shop, shop.order(), amount=amount)


def test_payment_bobi_take__idempotency_conflict(shop: Shop) -> None:
    order, key = shop.order(), new_key()
    take(shop, order, key=key)
    with refused("idempotency_conflict"):
        take(shop, order, key=key, amount="1.00")
