"""Ordering in one call: quotes, guests, payments, retries."""

from __future__ import annotations

from typing import Any

from tests.api.caller import Caller, refused
from tests.support.shop import ADDRESS, Shop, unique

AMOUNTS = ("subtotal", "discount", "shipping", "tax", "total", "currency")


def wanted(shop: Shop, **fields: Any) -> dict[str, Any]:
    """A checkout of two products."""
    items = [
        {"product_id": shop.product("10.01"), "quantity": 3},
        {"variant_id": shop.variant(shop.product("0.99")), "quantity": 1},
    ]
    return {"items": items, "address": ADDRESS, "shipping_method": "standard", **fields}


def test_a_quote_costs_what_the_order_costs(customer: Caller, shop: Shop) -> None:
    body = wanted(shop, shipping_method="express")
    quote = customer.post("/checkout/quote", body).get_json()
    paid = {**body, "payment": {"method": "bobi", "amount": quote["total"]}}
    order = customer.post("/checkout", paid, customer.once())
    assert order.status_code == 201, order.text
    assert {name: order.get_json()[name] for name in AMOUNTS} == {
        name: quote[name] for name in AMOUNTS
    }
    assert order.get_json()["status"] == "paid"
    assert order.get_json()["paid"] == quote["total"]
    assert customer.get("/cart").get_json()["items"] == []


def test_a_cart_costs_what_its_order_costs(customer: Caller, shop: Shop) -> None:
    customer.fill_cart({shop.product("3.33"): 7})
    cart = customer.patch("/cart", {"shipping_method": "express"}).get_json()
    assert cart["shipping_method"] == "express"
    body = {"address": ADDRESS, "shipping_method": "express"}
    order = customer.post("/orders", body, customer.once()).get_json()
    assert {name: order[name] for name in AMOUNTS} == {name: cart[name] for name in AMOUNTS}
    refused(
        customer.patch("/cart", {"shipping_method": "by_pigeon"}),
        "validation_failed",
        422,
        "shipping_method",
    )


def test_a_guest_orders_by_an_address_for_mails(guest: Caller, admin: Caller, shop: Shop) -> None:
    email = f"{unique('guest')}@example.com"
    body = wanted(shop, email=email.upper())
    once = guest.once()
    order = guest.post("/checkout", body, once)
    assert order.status_code == 201, order.text
    found = order.get_json()
    assert (found["email"], found["user_id"]) == (email, None)
    assert guest.post("/checkout", body, once).get_json()["id"] == found["id"]
    refused(guest.get(f"/orders/{found['id']}"), "unauthenticated", 401)
    (row,) = admin.get("/orders?page_size=1").get_json()["items"]
    assert (row["id"], row["customer_email"], row["user_id"]) == (found["id"], email, None)
    del body["email"]
    refused(guest.post("/checkout", body, guest.once()), "unauthenticated", 401)


def test_a_retry_gets_the_same_order_and_another_body_none(customer: Caller, shop: Shop) -> None:
    body, once = wanted(shop), customer.once()
    first = customer.post("/checkout", body, once)
    assert customer.post("/checkout", body, once).get_json() == first.get_json()
    other = {**body, "customer_note": "Another one."}
    refused(customer.post("/checkout", other, once), "idempotency_conflict", 409)
    assert customer.get("/orders").get_json()["total"] == 1


def test_another_amount_leaves_nothing_behind__amount_mismatch(
    customer: Caller, shop: Shop
) -> None:
    product = shop.product(stock=5)
    body = wanted(shop, items=[{"product_id": product, "quantity": 2}])
    wrong = {**body, "payment": {"method": "bobi", "amount": "1.00"}}
    refused(customer.post("/checkout", wrong, customer.once()), "amount_mismatch", 422)
    assert shop.stock(product) == (5, 0)
    assert customer.get("/orders").get_json()["total"] == 0


def test_what_is_not_there_yet_is_refused__validation_failed(customer: Caller, shop: Shop) -> None:
    for name, value in (("voucher", "TEN"), ("package_id", 1)):
        body = {**wanted(shop), name: value}
        refused(customer.post("/checkout", body, customer.once()), "validation_failed", 422, name)
        refused(customer.post("/checkout/quote", body), "validation_failed", 422, name)


def test_a_product_in_sizes_needs_one__variant_required(
    customer: Caller, admin: Caller, shop: Shop
) -> None:
    options = [{"name": "Size", "values": ["S", "M"]}]
    product = shop.product(options=options)
    version = shop.admin.value("SELECT version FROM products WHERE product_id = %s", product)
    variant = {"sku": unique("sku"), "price": "3.00", "values": {"Size": "M"}}
    made = admin.post(f"/products/{product}/variants", variant, {"If-Match": f'"{version}"'})
    assert made.status_code == 201, made.text
    item = {"product_id": product, "quantity": 1}
    refused(customer.post("/cart/items", item), "variant_required", 422, "variant_id")
    body = wanted(shop, items=[item])
    refused(customer.post("/checkout/quote", body), "variant_required", 422, "variant_id")
    named = {**item, "variant_id": made.get_json()["variants"][0]["id"]}
    assert customer.post("/cart/items", named).status_code == 201


def test_a_list_goes_into_the_cart_all_or_none(customer: Caller, shop: Shop) -> None:
    first, second = shop.product("1.00"), shop.product("2.00")
    items = [{"product_id": first, "quantity": 1}, {"product_id": second, "quantity": 2}]
    missing = [*items, {"product_id": 999_999_999, "quantity": 1}]
    refused(customer.post("/cart/items", {"items": missing}), "not_found", 404)
    assert customer.get("/cart").get_json()["items"] == []
    cart = customer.post("/cart/items", {"items": items}).get_json()
    assert [(each["product_id"], each["quantity"]) for each in cart["items"]] == [
        (first, 1),
        (second, 2),
    ]
    again = customer.post("/cart/items", {"items": items}).get_json()
    assert [each["quantity"] for each in again["items"]] == [2, 4]
    both = {"items": items, "product_id": first, "quantity": 1}
    refused(customer.post("/cart/items", both), "validation_failed", 422, "product_id")
    refused(customer.post("/cart/items", {"items": []}), "validation_failed", 422, "items")


def test_all_that_is_short_is_named_in_one_call_too__insufficient_stock(
    customer: Caller, shop: Shop
) -> None:
    first, second, enough = shop.product(stock=1), shop.product(stock=2), shop.product()
    items = [
        {"product_id": product_id, "quantity": quantity}
        for product_id, quantity in ((enough, 1), (first, 2), (second, 9))
    ]
    answer = customer.post("/checkout", wanted(shop, items=items), customer.once())
    body = refused(answer, "insufficient_stock", 409)
    assert [
        (each["product_id"], each["requested"], each["available"]) for each in body["items"]
    ] == [(first, 2, 1), (second, 9, 2)]
