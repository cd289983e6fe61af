"""Payments by Bobi."""

from __future__ import annotations

import pytest

from tests.api.caller import Caller, refused
from tests.support.shop import Shop


def test_other_methods_are_not_there_yet__validation_failed(customer: Caller, shop: Shop) -> None:
    assert customer.person
    path = f"/orders/{shop.order(customer.person)['id']}/payments"
    body = {"method": "gold", "amount": "1.00"}
    refused(customer.post(path, body, customer.once()), "validation_failed", 422, "method")


def test_payment_needs_its_key__validation_failed(customer: Caller, shop: Shop) -> None:
    path = f"/orders/{shop.order(customer.person)['id']}/payments"
    answer = customer.post(path, {"method": "bobi", "amount": "1.00"})
    refused(answer, "validation_failed", 422, "Idempotency-Key")


@pytest.mark.parametrize("amount", ["0.00", "1.00", "99999.99"])
def test_any_other_amount__amount_mismatch(amount: str, customer: Caller, shop: Shop) -> None:
    assert customer.person
    path = f"/orders/{shop.order(customer.person)['id']}/payments"
    answer = customer.post(path, {"method": "bobi", "amount": amount}, customer.once())
    body = refused(answer, "amount_mismatch", 422, "amount")
    assert "exactly" in body["detail"]


def test_paying_twice__order_not_payable(customer: Caller, shop: Shop) -> None:
    assert customer.person
    order = shop.order(customer.person)
    path = f"/orders/{order['id']}/payments"
    body = {"method": "bobi", "amount": order["total"]}
    once = customer.once()
    first = customer.post(path, body, once)
    assert first.status_code == 201
    assert customer.post(path, body, once).data == first.data
    refused(customer.post(path, body, customer.once()), "order_not_payable", 409)


def test_orders_of_others__not_found(customer: Caller, shop: Shop) -> None:
    order = shop.order()
    body = {"method": "bobi", "amount": order["total"]}
    answer = customer.post(f"/orders/{order['id']}/payments", body, customer.once())
    refused(answer, "not_found", 404)
