"""Stock movements and counts."""

from __future__ import annotations

from tests.api.caller import Caller, refused
from tests.support.shop import Shop


def test_movements_change_stock_and_are_listed(admin: Caller, shop: Shop) -> None:
    product = shop.product(stock=0)
    path = f"/products/{product}/stock-movements"
    moved = admin.post(path, {"quantity": 7, "reason": "receipt", "note": "By lorry."})
    assert moved.status_code == 201
    assert moved.get_json()["available"] == 7
    counted = admin.post(f"/products/{product}/stock-count", {"counted": 5})
    assert counted.get_json()["on_hand"] == 5
    page = admin.get(f"{path}?after=0&page_size=1").get_json()
    assert page["items"][0]["quantity"] == 7
    rest = admin.get(f"{path}?after={page['next']}").get_json()
    assert [each["quantity"] for each in rest["items"]] == [-2]
    assert rest["next"] is None


def test_more_than_there_is__insufficient_stock(admin: Caller, shop: Shop) -> None:
    path = f"/products/{shop.product(stock=2)}/stock-movements"
    refused(admin.post(path, {"quantity": -3, "reason": "damage"}), "insufficient_stock", 409)


def test_reason_that_does_not_fit__movement_invalid(admin: Caller, shop: Shop) -> None:
    path = f"/products/{shop.product(stock=2)}/stock-movements"
    refused(admin.post(path, {"quantity": 3, "reason": "damage"}), "movement_invalid", 422)
    refused(admin.post(path, {"quantity": -1, "reason": "sale"}), "movement_invalid", 422)


def test_customers_see_no_movements__forbidden(customer: Caller, shop: Shop) -> None:
    path = f"/products/{shop.product()}/stock-movements"
    refused(customer.get(path), "forbidden", 403)
    refused(customer.post(path, {"quantity": 1, "reason": "receipt"}), "forbidden", 403)
