"""The catalogue: what visitors see, what staff change, what is cached."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any
from urllib.parse import quote

import pytest

from api import create_app
from core.config import Config
from tests.api.caller import Caller, refused
from tests.support.shop import Shop, unique


def listed(caller: Caller, query: str) -> list[int]:
    """The ids on a page."""
    answer = caller.get(f"/products?{query}")
    assert answer.status_code == 200, answer.text
    return [each["id"] for each in answer.get_json()["items"]]


@pytest.fixture
def shelf(shop: Shop) -> dict[str, Any]:
    """A category of its own with a child and three products."""
    parent = shop.category()
    child = shop.category(parent=parent)
    return {
        "parent": parent,
        "child": child,
        "cup": shop.product("5.00", 3, category=parent, attributes={"colour": "red", "size": 2}),
        "mug": shop.product("7.50", 0, category=child, attributes={"colour": "blue"}),
        "jug": shop.product("12.00", 9, category=child, name=f"Zebrawood jug {unique('w')}"),
    }


def test_product_has_the_shape_of_the_contract(guest: Caller, shelf: dict[str, Any]) -> None:
    item = guest.get(f"/products?category={shelf['parent']}&sort=id").get_json()["items"][0]
    detail = guest.get(f"/products/{shelf['cup']}").get_json()
    assert detail.pop("options") == []
    (variant,) = detail.pop("variants")
    assert item == detail
    assert (variant["price"], variant["available"], variant["values"]) == ("5.00", 3, {})
    assert item["price_max"] == "5.00"
    assert item["price"] == item["current_price"] == "5.00"
    assert item["available"] == 3
    assert item["category"]["slug"] == shelf["parent"]
    assert item["attributes"] == {"colour": "red", "size": 2}
    assert (item["promotion"], item["rating"], item["images"]) == (None, None, [])
    assert item["created_at"].endswith("Z")


def test_category_holds_its_children(guest: Caller, shelf: dict[str, Any]) -> None:
    everything = [shelf["cup"], shelf["mug"], shelf["jug"]]
    assert listed(guest, f"category={shelf['parent']}&sort=id") == everything
    assert listed(guest, f"category={shelf['child']}&sort=id") == everything[1:]
    refused(guest.get("/products?category=nowhere"), "validation_failed", 422, "category")


def test_filters_and_sorting(guest: Caller, shelf: dict[str, Any]) -> None:
    here = f"category={shelf['parent']}"
    cup, mug, jug = shelf["cup"], shelf["mug"], shelf["jug"]
    assert listed(guest, f"{here}&sort=-price") == [jug, mug, cup]
    assert listed(guest, f"{here}&min_price=5.01&max_price=10") == [mug]
    assert listed(guest, f"{here}&in_stock=true&sort=price") == [cup, jug]
    assert listed(guest, f"{here}&in_stock=false") == [mug]
    assert listed(guest, f"{here}&attr.colour=red") == [cup]
    assert listed(guest, f"{here}&attr.colour=red&attr.size=3") == []
    assert listed(guest, f"{here}&on_promotion=true") == []
    assert listed(guest, f"{here}&updated_since=2100-01-01T00:00:00Z") == []


def test_search_finds_words(guest: Caller, shelf: dict[str, Any]) -> None:
    assert listed(guest, f"category={shelf['parent']}&q=zebrawood") == [shelf["jug"]]
    assert listed(guest, f"q=zebrawood&category={shelf['parent']}&sort=-relevance") == [
        shelf["jug"]
    ]
    for odd in ("%2B%2D%2A", "%22", "%28%29%3C%3E~", "a", "%27%3B--"):
        assert guest.get(f"/products?q={odd}").status_code == 200


def test_no_sign_of_a_full_text_search_is_a_failure(guest: Caller, shelf: dict[str, Any]) -> None:
    """Each alone, and all of two and three of them, with and without a word."""
    signs = [*"+-><()~*\"@%'", " ", "a"]
    texts = ["".join(each) for count in (1, 2, 3) for each in product(signs, repeat=count)]
    wrong = [text for text in texts if guest.get(f"/products?q={quote(text)}").status_code != 200]
    assert not wrong
    here = f"category={shelf['parent']}"
    for text in ("+zebrawood*", '"zebrawood', "zebrawood @4", "(zebrawood)", "-zebrawood"):
        assert listed(guest, f"{here}&q={quote(text)}") == [shelf["jug"]]


def test_pages_do_not_overlap(guest: Caller, shelf: dict[str, Any]) -> None:
    here = f"category={shelf['parent']}&sort=name&page_size=1"
    pages = [listed(guest, f"{here}&page={number}") for number in (1, 2, 3, 4)]
    assert sorted(each for page in pages for each in page) == sorted(
        [shelf["cup"], shelf["mug"], shelf["jug"]]
    )
    assert guest.get(f"/products?{here}").get_json()["total"] == 3


def test_availability_is_fresh_in_a_cached_list(
    guest: Caller, shelf: dict[str, Any], shop: Shop
) -> None:
    path = f"/products?category={shelf['parent']}&sort=id"
    assert guest.get(path).get_json()["items"][0]["available"] == 3
    shop.receive(shop.variant(shelf["cup"]), 4)
    assert guest.get(path).get_json()["items"][0]["available"] == 7


def test_a_raw_update_drops_cached_lists(guest: Caller, shelf: dict[str, Any], shop: Shop) -> None:
    path = f"/products?category={shelf['parent']}&sort=id"
    guest.get(path)
    shop.admin.execute(
        "UPDATE variants SET price_amount = 6.66 WHERE product_id = %s", shelf["cup"]
    )
    assert guest.get(path).get_json()["items"][0]["price"] == "6.66"


def test_lists_live_on_without_redis(config: Config, shelf: dict[str, Any]) -> None:
    caller = Caller(create_app(replace(config, redis_url="redis://127.0.0.1:1/0")))
    for _ in range(2):
        assert len(listed(caller, f"category={shelf['parent']}")) == 3


def test_another_process_finds_the_list_in_redis(
    config: Config, guest: Caller, shelf: dict[str, Any]
) -> None:
    query = f"category={shelf['parent']}&sort=-name"
    here = listed(guest, query)
    assert listed(Caller(create_app(config)), query) == here


def new_product(shop: Shop) -> dict[str, Any]:
    """Fields of a product."""
    name = unique("thing")
    return {"sku": name, "name": name, "price": "9.99", "category": shop.category()}


def test_staff_creates_changes_and_archives(admin: Caller, guest: Caller, shop: Shop) -> None:
    made = admin.post("/products", new_product(shop))
    assert made.status_code == 201, made.text
    product = made.get_json()
    path = f"/products/{product['id']}"
    assert made.headers["ETag"] == '"1"'
    changed = admin.patch(path, {"price": "10"}, {"If-Match": made.headers["ETag"]})
    assert changed.get_json()["price"] == "10.00"
    whole = {
        **{name: product[name] for name in ("sku", "slug", "name", "description", "tax_rate")},
        "price": "11.00",
        "category": product["category"]["slug"],
        "status": "not_for_sale",
        "attributes": {"a": [1, "b", True]},
    }
    replaced = admin.call("PUT", path, whole, {"If-Match": changed.headers["ETag"]})
    assert replaced.get_json()["attributes"] == whole["attributes"]
    assert guest.get(path).get_json()["price"] == "11.00"
    archived = admin.delete(path, {"If-Match": replaced.headers["ETag"]})
    assert archived.get_json()["status"] == "archived"
    refused(guest.get(path), "not_found", 404)
    assert admin.get(path).get_json()["status"] == "archived"


def test_change_without_version__precondition_required(admin: Caller, shop: Shop) -> None:
    path = f"/products/{shop.product()}"
    refused(admin.patch(path, {"price": "1.00"}), "precondition_required", 428)


def test_change_of_another_version__precondition_failed(admin: Caller, shop: Shop) -> None:
    path = f"/products/{shop.product()}"
    refused(admin.delete(path, {"If-Match": '"77"'}), "precondition_failed", 412)
    refused(admin.delete(path, {"If-Match": "*"}), "validation_failed", 422, "If-Match")


def test_sku_twice__sku_taken(admin: Caller, shop: Shop) -> None:
    wanted = new_product(shop)
    assert admin.post("/products", wanted).status_code == 201
    again = {**wanted, "slug": unique("slug")}
    refused(admin.post("/products", again), "sku_taken", 409, "sku")


@pytest.mark.parametrize("price", ["1.005", "-1", "1e3", "", "NaN", "12,50", "99999999999"])
def test_price_is_an_amount__validation_failed(price: str, admin: Caller, shop: Shop) -> None:
    wanted = {**new_product(shop), "price": price}
    refused(admin.post("/products", wanted), "validation_failed", 422, "price")


def test_customers_change_nothing__forbidden(customer: Caller, shop: Shop) -> None:
    body = refused(customer.post("/products", new_product(shop)), "forbidden", 403)
    assert "catalogue.create" in body["detail"]


def test_categories_form_a_tree(guest: Caller, admin: Caller, shop: Shop) -> None:
    root = admin.post("/categories", {"name": unique("Root")}).get_json()
    leaf = admin.post("/categories", {"name": unique("Leaf"), "parent": root["slug"]}).get_json()
    assert leaf["parent_id"] == root["id"]
    tree = {each["slug"]: each for each in guest.get("/categories").get_json()["items"]}
    assert [each["slug"] for each in tree[root["slug"]]["children"]] == [leaf["slug"]]


def with_sizes(admin: Caller, shop: Shop) -> dict[str, Any]:
    """A product in two sizes of which the larger costs more."""
    made = admin.post("/products", new_product(shop))
    path = f"/products/{made.get_json()['id']}"
    options = {"options": [{"name": "Size", "values": ["S", "M"]}]}
    sized = admin.call("PUT", f"{path}/options", options, {"If-Match": made.headers["ETag"]})
    assert sized.status_code == 200, sized.text
    variant = {"sku": unique("sku"), "price": "12.00", "values": {"Size": "M"}}
    added = admin.post(f"{path}/variants", variant, {"If-Match": sized.headers["ETag"]})
    assert added.status_code == 201, added.text
    found: dict[str, Any] = added.get_json()
    return found


def test_a_product_is_shown_with_its_variants(admin: Caller, guest: Caller, shop: Shop) -> None:
    product = with_sizes(admin, shop)
    shown = guest.get(f"/products/{product['id']}").get_json()
    assert shown["options"] == [{"name": "Size", "values": ["S", "M"]}]
    assert [each["values"] for each in shown["variants"]] == [{"Size": "S"}, {"Size": "M"}]
    assert (shown["price"], shown["price_max"]) == ("9.99", "12.00")
    for variant, pieces in zip(shown["variants"], (3, 4), strict=True):
        shop.receive(variant["id"], pieces)
    shown = guest.get(f"/products/{product['id']}").get_json()
    assert shown["available"] == 7
    assert [each["available"] for each in shown["variants"]] == [3, 4]
    path = f"/products?category={product['category']['slug']}"
    for _ in range(2):
        assert [each["available"] for each in guest.get(path).get_json()["items"]] == [7]


def test_a_variant_changes_under_the_version_of_its_product(admin: Caller, shop: Shop) -> None:
    product = with_sizes(admin, shop)
    path = f"/variants/{product['variants'][1]['id']}"
    changed = admin.patch(path, {"is_sold": False}, {"If-Match": f'"{product["version"]}"'})
    assert changed.get_json()["variants"][1]["is_sold"] is False
    assert changed.get_json()["price_max"] == "9.99"
    late = admin.patch(path, {"price": "1.00"}, {"If-Match": f'"{product["version"]}"'})
    refused(late, "precondition_failed", 412)


def test_values_that_the_options_do_not_have__validation_failed(admin: Caller, shop: Shop) -> None:
    product = with_sizes(admin, shop)
    etag = {"If-Match": f'"{product["version"]}"'}
    path = f"/products/{product['id']}/variants"
    for values in ({}, {"Size": "XL"}, {"Colour": "red"}):
        body = {"sku": unique("sku"), "price": "1.00", "values": values}
        refused(admin.post(path, body, etag), "validation_failed", 422, "values")
    again = {"sku": unique("sku"), "price": "1.00", "values": {"Size": "M"}}
    refused(admin.post(path, again, etag), "variant_exists", 409)


def test_whose_session_has_ended_sees_what_guests_see(customer: Caller, shop: Shop) -> None:
    shown, hidden = shop.product(), shop.product(status="draft")
    assert customer.post("/users/logout").status_code == 200
    assert customer.get(f"/products/{shown}").status_code == 200
    assert customer.get("/products").status_code == 200
    refused(customer.get(f"/products/{hidden}"), "not_found", 404)
    refused(customer.get("/cart"), "unauthenticated", 401)


def test_pictures_come_in_their_order(guest: Caller, shop: Shop) -> None:
    product = shop.product()
    for position, name in ((2, "b"), (1, "c"), (3, "a")):
        shop.admin.execute(
            "INSERT INTO product_images (product_id, path, alt, position) VALUES (%s, %s, %s, %s)",
            product,
            f"{unique(name)}.png",
            name,
            position,
        )
    shown = guest.get(f"/products/{product}").get_json()
    assert [each["alt"] for each in shown["images"]] == ["c", "b", "a"]
