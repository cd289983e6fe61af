"""Carts of guests and users."""

from __future__ import annotations

from tests.api.caller import Caller, refused
from tests.support.shop import PASSWORD, Shop


def test_a_guest_cart_joins_at_login(guest: Caller, shop: Shop) -> None:
    product = shop.product("3.00")
    answer = guest.post("/cart/items", {"product_id": product, "quantity": 2})
    assert answer.status_code == 201
    token = {"X-Cart-Token": answer.headers["X-Cart-Token"]}
    assert guest.get("/cart", token).get_json()["subtotal"] == "6.00"
    assert guest.get("/cart").get_json()["items"] == []
    person = shop.customer()
    body = {"email": person.email, "password": PASSWORD}
    login = guest.post("/users/login", body, token).get_json()
    headers = {"Authorization": f"Bearer {login['access_token']}"}
    assert guest.get("/cart", headers).get_json()["items"][0]["quantity"] == 2
    assert guest.get("/cart", token).get_json()["items"] == []


def test_items_are_changed_and_removed(customer: Caller, shop: Shop) -> None:
    product = shop.product("3.00", stock=1)
    cart = customer.fill_cart({product: 1})
    path = f"/cart/items/{cart['items'][0]['id']}"
    changed = customer.patch(path, {"quantity": 5}).get_json()
    assert changed["items"][0]["line_total"] == "15.00"
    assert changed["warnings"][0]["code"] == "insufficient_stock"
    assert customer.delete(path).get_json()["items"] == []
    refused(customer.delete(path), "not_found", 404)


def test_items_of_others_are_not_reachable__not_found(
    customer: Caller, admin: Caller, shop: Shop
) -> None:
    cart = customer.fill_cart({shop.product(): 1})
    path = f"/cart/items/{cart['items'][0]['id']}"
    refused(admin.patch(path, {"quantity": 5}), "not_found", 404)
    refused(admin.delete(path), "not_found", 404)


def test_what_is_not_sold_goes_into_no_cart__not_found(customer: Caller, shop: Shop) -> None:
    product = shop.product(status="draft")
    refused(customer.post("/cart/items", {"product_id": product, "quantity": 1}), "not_found", 404)


def test_too_many__validation_failed(customer: Caller, shop: Shop) -> None:
    body = {"product_id": shop.product(), "quantity": 1000}
    refused(customer.post("/cart/items", body), "validation_failed", 422, "quantity")
