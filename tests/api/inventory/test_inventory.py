"""The ledger of stock, and counts."""

from __future__ import annotations

from tests.api.caller import Caller, refused
from tests.support.shop import Shop


def test_entries_change_stock_and_are_listed(admin: Caller, shop: Shop) -> None:
    product = shop.product(stock=0)
    path = f"/products/{product}/stock-entries"
    added = admin.post(path, {"quantity": 7, "kind": "receipt", "note": "By lorry."})
    assert added.status_code == 201, added.text
    assert added.get_json()["available"] == 7
    counted = admin.post(f"/products/{product}/stock-count", {"counted": 5})
    assert counted.get_json()["on_hand"] == 5
    page = admin.get(f"{path}?after=0&page_size=1").get_json()
    assert page["items"][0]["on_hand"] == 7
    rest = admin.get(f"{path}?after={page['next']}").get_json()
    assert [(each["kind"], each["on_hand"]) for each in rest["items"]] == [("count", -2)]
    assert rest["next"] is None
    assert admin.get(f"{path}?kind=receipt").get_json()["total"] == 1


def test_several_variants_must_be_told_apart__variant_required(admin: Caller, shop: Shop) -> None:
    options = [{"name": "Size", "values": ["S", "M"]}]
    product = shop.product(stock=0, options=options)
    version = shop.admin.value("SELECT version FROM products WHERE product_id = %s", product)
    variant = {"sku": f"second-{product}", "price": "3.00", "values": {"Size": "M"}}
    made = admin.post(f"/products/{product}/variants", variant, {"If-Match": f'"{version}"'})
    assert made.status_code == 201, made.text
    path = f"/products/{product}/stock-entries"
    body = {"quantity": 4, "kind": "receipt"}
    refused(admin.post(path, body), "variant_required", 422, "variant_id")
    refused(admin.get(path), "variant_required", 422, "variant_id")
    second = made.get_json()["variants"][1]["id"]
    assert admin.post(path, {**body, "variant_id": second}).get_json()["on_hand"] == 4
    assert admin.get(f"{path}?variant_id={second}").get_json()["total"] == 1
    other = shop.variant(shop.product())
    refused(admin.post(path, {**body, "variant_id": other}), "not_found", 404)


def test_more_than_there_is__insufficient_stock(admin: Caller, shop: Shop) -> None:
    path = f"/products/{shop.product(stock=2)}/stock-entries"
    refused(admin.post(path, {"quantity": -3, "kind": "correction"}), "insufficient_stock", 409)


def test_kinds_that_do_not_fit__refused(admin: Caller, shop: Shop) -> None:
    path = f"/products/{shop.product(stock=2)}/stock-entries"
    refused(admin.post(path, {"quantity": -3, "kind": "receipt"}), "stock_entry_invalid", 422)
    refused(admin.post(path, {"quantity": -1, "kind": "ship"}), "validation_failed", 422, "kind")


def test_a_place_that_is_not_there__validation_failed(admin: Caller, shop: Shop) -> None:
    path = f"/products/{shop.product()}/stock-count"
    body = {"counted": 1, "stock_location": "nowhere"}
    refused(admin.post(path, body), "validation_failed", 422, "stock_location")


def test_customers_see_no_entries__forbidden(customer: Caller, shop: Shop) -> None:
    path = f"/products/{shop.product()}/stock-entries"
    refused(customer.get(path), "forbidden", 403)
    refused(customer.post(path, {"quantity": 1, "kind": "receipt"}), "forbidden", 403)
    refused(customer.post(path, {"quantity": "many"}), "forbidden", 403)
