"""Money that goes back."""

from __future__ import annotations

from tests.api.caller import Caller, refused
from tests.support.shop import Shop


def test_money_goes_back_in_parts_and_once_a_key(admin: Caller, shop: Shop) -> None:
    order = shop.paid_order()
    path = f"/orders/{order['id']}/refunds"
    once = admin.once()
    part = admin.post(path, {"amount": "1.00", "note": "A scratch."}, once)
    assert part.status_code == 201, part.text
    assert part.get_json()["refunded"] == "1.00"
    assert admin.post(path, {"amount": "1.00", "note": "A scratch."}, once).data == part.data
    refused(admin.post(path, {"amount": "9999.00"}, admin.once()), "refund_too_large", 409)
    rest = admin.post(path, {}, admin.once()).get_json()
    assert (rest["refunded"], rest["paid"]) == (order["total"], order["total"])
    assert rest["status"] == "refunded"


def test_only_with_permission__forbidden(support: Caller, customer: Caller, shop: Shop) -> None:
    path = f"/orders/{shop.paid_order()['id']}/refunds"
    for caller in (support, customer):
        refused(caller.post(path, {}, caller.once()), "forbidden", 403)
        refused(caller.post(path, {"amount": 1}), "forbidden", 403)
