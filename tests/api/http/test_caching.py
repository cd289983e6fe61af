"""Versions and caches: ETags from the body, 304 for what is public, Location of what was made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import redis
from flask import Flask

from api import create_app
from api.catalogue.cache import Entry
from core.config import Config
from tests.api.caller import Caller, refused
from tests.api.operations import document_of, operations
from tests.support.shop import ADDRESS, Shop, unique

PUBLIC = (
    "/products",
    "/products?q=thing&page_size=2",
    "/categories",
    "/countries",
    "/shipping-methods",
    "/order-statuses",
)


@pytest.mark.parametrize("path", PUBLIC)
def test_what_is_public_is_sent_once(path: str, guest: Caller, shop: Shop) -> None:
    shop.product()
    first = guest.get(path)
    assert first.headers["Cache-Control"] == "public, no-cache"
    for tag in (
        first.headers["ETag"],
        f"W/{first.headers['ETag']}",
        f'"a", {first.headers["ETag"]}',
    ):
        again = guest.get(path, {"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["X-Content-Type-Options"] == "nosniff"
        assert "Content-Type" not in again.headers
    assert guest.get(path, {"If-None-Match": '"another"'}).data == first.data
    # Preconditions of writes mean nothing to a read.
    assert guest.get(path, {"If-Match": '"another"'}).status_code == 200


def test_a_tag_changes_with_what_is_in_stock_and_still_names_the_version(
    guest: Caller, admin: Caller, shop: Shop
) -> None:
    product = shop.product(stock=3)
    paths = (f"/products/{product}", "/products?sort=-id&page_size=1")
    before = [guest.get(path).headers["ETag"] for path in paths]
    shop.receive(shop.variant(product), 1)
    after = [guest.get(path).headers["ETag"] for path in paths]
    assert not set(before) & set(after)
    changed = admin.patch(paths[0], {"price": "3.00"}, {"If-Match": before[0]})
    assert changed.status_code == 200, changed.text
    refused(
        admin.patch(paths[0], {"price": "4.00"}, {"If-Match": after[0]}), "precondition_failed", 412
    )


def test_what_staff_see_of_a_product_no_cache_keeps(admin: Caller, shop: Shop) -> None:
    shown = admin.get(f"/products/{shop.product()}")
    assert shown.headers["Cache-Control"] == "private, no-cache"
    assert shown.headers["Vary"] == "Authorization, Cookie"


def test_what_is_somebodys_no_cache_keeps(customer: Caller, shop: Shop) -> None:
    order = shop.order(customer.person)
    for path in ("/cart", "/orders", f"/orders/{order['id']}", "/users/profile", "/addresses"):
        assert customer.get(path).headers["Cache-Control"] == "no-store"


def test_an_answer_names_the_version_that_it_shows(
    admin: Caller, customer: Caller, shop: Shop
) -> None:
    order = shop.paid_order(customer.person)
    path = f"/orders/{order['id']}"
    answers = [
        customer.get(path),
        admin.patch(path, {"status": "processed"}),
        admin.patch("/settings/report_seconds", {"value": "30"}),
        admin.post("/categories", {"name": unique("category")}),
    ]
    for answer in answers:
        assert answer.headers["ETag"].strip('"') == str(answer.get_json()["version"])


def test_whoever_names_a_version_changes_no_other__precondition_failed(
    admin: Caller, shop: Shop
) -> None:
    order = shop.paid_order()
    for path, body in (
        (f"/orders/{order['id']}", {"status": "processed"}),
        ("/settings/report_seconds", {"value": "60"}),
    ):
        changed = admin.patch(path, body)
        assert changed.status_code == 200
        version = int(changed.headers["ETag"].strip('"'))
        late = {"If-Match": f'"{version - 1}"'}
        refused(admin.patch(path, body, late), "precondition_failed", 412)
        assert admin.patch(path, body, {"If-Match": changed.headers["ETag"]}).status_code == 200


def test_what_was_made_is_where_the_answer_says(
    customer: Caller, admin: Caller, shop: Shop
) -> None:
    product = shop.product("5.00")
    cart = customer.post("/cart/items", {"product_id": product, "quantity": 1})
    wanted = {"address": ADDRESS, "shipping_method": "standard"}
    order = customer.post("/orders", wanted, customer.once())
    bought = {"items": [{"product_id": product, "quantity": 1}], **wanted}
    checkout = customer.post("/checkout", bought, customer.once())
    payment = {"method": "bobi", "amount": order.get_json()["total"]}
    paid = customer.post(f"/orders/{order.get_json()['id']}/payments", payment, customer.once())
    made: list[tuple[Any, str]] = [
        (cart, "/cart"),
        (order, f"/orders/{order.get_json()['id']}"),
        (checkout, f"/orders/{checkout.get_json()['id']}"),
        (paid, f"/orders/{order.get_json()['id']}"),
        (customer.post("/addresses", ADDRESS), "/addresses"),
    ]
    for answer, where in made:
        assert answer.status_code == 201, answer.text
        assert answer.headers["Location"] == f"/api/v1{where}"
        assert customer.get(where).status_code == 200


def test_every_201_of_the_document_says_where(app: Flask) -> None:
    for operation in operations(document_of(app)):
        made = operation.described["responses"].get("201")
        assert made is None or "Location" in made["headers"], operation.label


def test_every_list_with_a_cursor_refuses_pages_beside_it__validation_failed(
    app: Flask, admin: Caller, shop: Shop
) -> None:
    found = [
        operation.path.format(product_id=shop.product())
        for operation in operations(document_of(app))
        if "after" in operation.parameters("query")
    ]
    assert len(found) >= 3
    for path in found:
        assert admin.get(f"{path}?after=0&page_size=2").status_code == 200
        refused(admin.get(f"{path}?after=0&page=1"), "validation_failed", 422, "page")
    refused(admin.get("/orders?after=0&sort=-id"), "validation_failed", 422, "sort")


def test_redis_has_no_say_in_what_is_shown(config: Config, shop: Shop, guest: Caller) -> None:
    category = shop.category()
    for _ in range(3):
        shop.product("7.00", category=category)
    limited = replace(config, rate_limits=True, limit_login="50/minute")
    path = f"/products?category={category}&sort=id"
    right = guest.get(path).get_json()
    Caller(create_app(limited)).post("/users/login", {"email": "a@example.com", "password": "x"})
    client: Any = redis.Redis.from_url(config.redis_url)
    keys = [key for key in client.scan_iter("*") if not key.startswith(b"rq:")]
    lists = [key for key in keys if key.startswith(b"products:")]
    assert lists
    seal, rest = client.get(lists[0])[:32], client.get(lists[0])[32:]
    poison: list[Any] = [
        b"[1, 9e9, ['1) UNION SELECT 1, 2, 3 -- '], [], '']",
        seal + rest.replace(b"7.00", b"0.01"),
        rest.replace(b"7.00", b"0.01"),
        seal + b'[1,9e12,["1) OR SLEEP(9) -- "],["{"],"]}"]',
        b"\xff" * 100,
        b"",
        [b"a list"],
    ]
    for value in poison:
        for key in keys:
            client.delete(key)
            if isinstance(value, list):
                client.rpush(key, *value)
            else:
                client.set(key, value)
        fresh = Caller(create_app(limited))
        assert fresh.get(path).get_json() == right
        login = fresh.post("/users/login", {"email": "a@example.com", "password": "x"})
        refused(login, "unauthenticated", 401)
    # An entry that bears our seal is good for its own question only.
    other = f"/products?category={category}&sort=-id"
    guest.get(other)
    client.delete(*lists)
    Caller(create_app(config)).get(path)
    entries = {key: client.get(key) for key in client.scan_iter("products:*")}
    for key in entries:
        client.set(key, next(value for other_key, value in entries.items() if other_key != key))
    assert Caller(create_app(config)).get(path).get_json() == right
    client.delete(*keys)


def test_only_numbers_become_part_of_a_statement() -> None:
    ids: Any = ("1) OR SLEEP(9) -- ",)
    with pytest.raises(ValueError, match="format code 'd'"):
        assert Entry(1, 9e12, ids, (b"{",), b"]}").id_list
    assert Entry(1, 9e12, (1, 2), (), b"").id_list == "1,2"
