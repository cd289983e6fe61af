"""Orders: placed, listed, shown, cancelled."""

from __future__ import annotations

from tests.api.caller import Caller, refused
from tests.support.shop import ADDRESS, Shop

ORDER = {"address": ADDRESS, "shipping_method": "standard"}


def test_all_that_is_short_is_named__insufficient_stock(customer: Caller, shop: Shop) -> None:
    first, second = shop.product(stock=1), shop.product(stock=2)
    customer.fill_cart({first: 2, second: 9})
    body = refused(customer.post("/orders", ORDER, customer.once()), "insufficient_stock", 409)
    assert [
        (each["product_id"], each["requested"], each["available"]) for each in body["items"]
    ] == [
        (first, 2, 1),
        (second, 9, 2),
    ]
    assert len(customer.get("/cart").get_json()["items"]) == 2


def test_empty_cart__cart_empty(customer: Caller) -> None:
    refused(customer.post("/orders", ORDER, customer.once()), "cart_empty", 409)


def test_order_needs_its_key__validation_failed(customer: Caller) -> None:
    refused(customer.post("/orders", ORDER), "validation_failed", 422, "Idempotency-Key")


def test_order_needs_one_address__validation_failed(customer: Caller) -> None:
    for wrong in ({}, {"address": ADDRESS, "address_id": 1}):
        body = {**wrong, "shipping_method": "standard"}
        answer = customer.post("/orders", body, customer.once())
        refused(answer, "validation_failed", 422, "address")
    nested = {"shipping_method": "standard", "address": {**ADDRESS, "city": ""}}
    answer = customer.post("/orders", nested, customer.once())
    refused(answer, "validation_failed", 422, "address.city")


def test_address_of_somebody_else__not_owned(customer: Caller, admin: Caller, shop: Shop) -> None:
    theirs = admin.post("/addresses", ADDRESS).get_json()["id"]
    customer.fill_cart({shop.product(): 1})
    body = {"address_id": theirs, "shipping_method": "standard"}
    refused(customer.post("/orders", body, customer.once()), "not_owned", 409)


def test_shipping_that_is_not_offered__validation_failed(customer: Caller, shop: Shop) -> None:
    customer.fill_cart({shop.product(): 1})
    body = {**ORDER, "shipping_method": "by_pigeon"}
    answer = customer.post("/orders", body, customer.once())
    refused(answer, "validation_failed", 422, "shipping_method")


def test_customers_see_their_own_orders_and_staff_see_all(
    customer: Caller, admin: Caller, shop: Shop
) -> None:
    assert customer.person
    mine, theirs = shop.order(customer.person), shop.order()
    found = customer.get("/orders").get_json()
    assert [each["id"] for each in found["items"]] == [mine["id"]]
    assert found["total"] == 1
    refused(customer.get(f"/orders/{theirs['id']}"), "not_found", 404)
    refused(customer.post(f"/orders/{theirs['id']}/cancel"), "not_found", 404)
    shown = admin.get(f"/orders/{theirs['id']}")
    assert shown.get_json()["total"] == theirs["total"]
    assert shown.headers["ETag"] == f'"{shown.get_json()["version"]}"'
    newest = admin.get("/orders?page_size=2").get_json()["items"]
    assert [each["id"] for each in newest] == [theirs["id"], mine["id"]]
    assert newest[0]["customer_email"]
    assert admin.get(f"/orders?user_id={mine['user_id']}").get_json()["total"] == 1


def test_orders_are_walked_by_cursor(admin: Caller, customer: Caller, shop: Shop) -> None:
    assert customer.person
    ids = [shop.order(customer.person)["id"] for _ in range(3)]
    page = customer.get("/orders?after=0&page_size=2").get_json()
    assert [each["id"] for each in page["items"]] == ids[:2]
    rest = customer.get(f"/orders?after={page['next']}&page_size=2").get_json()
    assert [each["id"] for each in rest["items"]] == ids[2:]
    assert rest["next"] is None
    late = customer.get("/orders?updated_since=2100-01-01T00:00:00%2B02:00").get_json()
    assert late["total"] == 0


def test_customer_cancels_while_it_waits(customer: Caller, shop: Shop) -> None:
    assert customer.person
    product = shop.product(stock=5)
    order = shop.order(customer.person, {product: 2})
    assert shop.stock(product) == (5, 2)
    cancelled = customer.post(f"/orders/{order['id']}/cancel")
    assert cancelled.get_json()["status"] == "cancelled"
    assert shop.stock(product) == (5, 0)


def test_status_flow_is_public(guest: Caller) -> None:
    flow = {each["code"]: each for each in guest.get("/order-statuses").get_json()["items"]}
    assert {"to": "processed", "by_staff": True, "by_customer": False} in flow["paid"]["moves"]
    assert "ready_for_paying" not in {move["to"] for move in flow["paid"]["moves"]}


def test_support_moves_orders_and_customers_do_not__forbidden(
    support: Caller, customer: Caller, shop: Shop
) -> None:
    assert customer.person
    order = shop.paid_order(customer.person)
    path = f"/orders/{order['id']}"
    body = refused(customer.patch(path, {"status": "processed"}), "forbidden", 403)
    assert "orders.update" in body["detail"]
    assert support.call("PUT", path, {"status": "processed"}).status_code == 200
