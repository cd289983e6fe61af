"""checkout_place."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.sql.procedures.carts.test_cart_item_add import with_sizes
from tests.support.logins import refused
from tests.support.shop import (
    ADDRESS,
    NOBODY,
    Person,
    Shop,
    new_client,
    new_key,
    new_secret,
    unique,
)


def check_out(
    shop: Shop, person: Person | None, items: list[dict[str, int]], **fields: Any
) -> dict[str, Any]:
    """Order in one call; the order as its customer sees it."""
    key = fields.pop("key", None) or new_key()
    client = fields.pop("client", None) or new_client()
    request = {"items": items, "address": ADDRESS, "shipping_method": "pickup", **fields}
    session = person.session if person else None
    row = shop.api.call("checkout_place", session, key, json.dumps(request), client)[0]
    return dict(json.loads(row["document"]))


def one(shop: Shop, **fields: Any) -> list[dict[str, int]]:
    """One piece of a new product."""
    return [{"product_id": shop.product(tax_rate="0.00", **fields), "quantity": 1}]


def bobi(amount: str) -> dict[str, str]:
    """A payment by Bobi."""
    return {"method": "bobi", "amount": amount}


def test_checkout_place_orders_and_pays_in_one_call(
    shop: Shop, checks_are_silent: Callable[[], None]
) -> None:
    person, key = shop.customer(), new_key()
    first, second = shop.product(tax_rate="0.00"), shop.product(tax_rate="0.00")
    items = [
        {"product_id": second, "quantity": 2},
        {"variant_id": shop.variant(first), "quantity": 1},
    ]
    for _ in range(2):
        order = check_out(shop, person, items, key=key, payment=bobi("30.00"))
        assert (order["status"], order["paid"]) == ("paid", "30.00")
        assert [item["product_id"] for item in order["items"]] == [second, first]
        assert (shop.stock(first), shop.stock(second)) == ((10, 1), (10, 2))
    checks_are_silent()


def test_checkout_place_of_a_guest(shop: Shop) -> None:
    email, nothing = f"{unique('guest')}@example.com", dict.fromkeys(("customer_note", "payment"))
    order = check_out(shop, None, one(shop), email=email, address_id=None, **nothing)
    assert (order["status"], order["email"], order["customer_note"]) == (
        "ready_for_paying",
        email,
        "",
    )


def test_checkout_place_of_nothing_to_pay(shop: Shop) -> None:
    order = check_out(shop, shop.customer(), one(shop, price="0.00"))
    assert (order["status"], order["total"]) == ("paid", "0.00")


def test_checkout_place__unauthenticated(shop: Shop) -> None:
    for email in ({}, {"email": None}):
        with refused("unauthenticated"):
            check_out(shop, None, one(shop), **email)
    with refused("unauthenticated"):
        check_out(shop, Person(1, "", new_secret()), one(shop))


def test_checkout_place__email_not_verified(shop: Shop) -> None:
    with refused("email_not_verified"):
        check_out(shop, shop.register(), one(shop))


def test_checkout_place__not_found(shop: Shop) -> None:
    with refused("not_found"):
        check_out(shop, shop.customer(), [{"product_id": NOBODY, "quantity": 1}])


def test_checkout_place__variant_required(shop: Shop) -> None:
    product, _ = with_sizes(shop)
    with refused("variant_required"):
        check_out(shop, shop.customer(), [{"product_id": product, "quantity": 1}])


def test_checkout_place__insufficient_stock(shop: Shop) -> None:
    items = [*one(shop), *one(shop, stock=0)]
    person, key = shop.customer(), new_key()
    with refused("insufficient_stock"):
        check_out(shop, person, items, key=key)
    shop.receive(shop.variant(items[1]["product_id"]), 1)
    assert check_out(shop, person, items, key=key)["status"] == "ready_for_paying"


def test_checkout_place__product_unavailable_names_it_not_found(shop: Shop) -> None:
    items = one(shop)
    shop.admin.execute(
        "UPDATE variants SET is_sold = FALSE WHERE product_id = %s", items[0]["product_id"]
    )
    with refused("not_found"):
        check_out(shop, shop.customer(), items)


def test_checkout_place__not_owned(shop: Shop) -> None:
    other = shop.api.call("address_create", shop.customer().session, json.dumps(ADDRESS))[0]["id"]
    with refused("not_owned"):
        check_out(shop, shop.customer(), one(shop), address_id=other)


def test_checkout_place__order_not_payable(shop: Shop) -> None:
    for payment, price in (
        ({"method": "gold", "amount": "10.00"}, "10.00"),
        (bobi("1.00"), "0.00"),
    ):
        with refused("order_not_payable"):
            check_out(shop, shop.customer(), one(shop, price=price), payment=payment)


def test_checkout_place__amount_mismatch_leaves_no_order(shop: Shop) -> None:
    items = one(shop)
    with refused("amount_mismatch"):
        check_out(shop, shop.customer(), items, payment=bobi("9.99"))
    assert shop.stock(items[0]["product_id"]) == (10, 0)


def test_checkout_place__cart_empty(shop: Shop) -> None:
    with refused("cart_empty"):
        check_out(shop, shop.customer(), [])


@pytest.mark.parametrize(
    "fields",
    [
        {"shipping_method": "teleport"},
        {"items": [{"product_id": 1, "quantity": 1.5}]},
        {"address": {}},
        {"address": None},
        {"payment": bobi("1.005")},
    ],
)
def test_checkout_place__validation_failed(shop: Shop, fields: dict[str, Any]) -> None:
    items = fields.pop("items", None)
    with refused("validation_failed"):
        check_out(shop, shop.customer(), one(shop) if items is None else items, **fields)


def test_checkout_place__idempotency_conflict(shop: Shop) -> None:
    person, key, items = shop.customer(), new_key(), one(shop)
    check_out(shop, person, items, key=key)
    with refused("idempotency_conflict"):
        check_out(shop, person, items, key=key, shipping_method="express")


def test_checkout_place__rate_limited_for_guests_only(shop: Shop) -> None:
    client, key, items = new_client(), new_key(), one(shop)
    guest = {"email": f"{unique('guest')}@example.com", "client": client}
    with shop.setting("guest_order_client_limit", "1"):
        first = check_out(shop, None, items, key=key, **guest)
        with refused("rate_limited"):
            check_out(shop, None, items, **guest)
        # A retry is no other order.
        assert check_out(shop, None, items, key=key, **guest) == first
        check_out(shop, shop.customer(), items, client=client)
    assert shop.stock(items[0]["product_id"]) == (10, 2)


@pytest.mark.parametrize("email", ["Ada@example.com", "ada@example.com ", "ada@bücher.example"])
def test_checkout_place__validation_failed_for_an_address_in_another_form(
    shop: Shop, email: str
) -> None:
    with refused("validation_failed"):
        check_out(shop, None, one(shop), email=email)


def test_another_key_is_another_key_even_by_a_blank(shop: Shop) -> None:
    person, key, items = shop.customer(), new_key(), one(shop)
    check_out(shop, person, items, key=key)
    with refused("validation_failed"):
        check_out(shop, person, items, key=f"{key} ")
