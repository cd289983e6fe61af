"""Control characters are refused at the door, by the name of the field."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.caller import Caller, refused
from tests.api.identity.test_registration import registration
from tests.support.shop import Shop, unique

ADDRESS = {
    "name": "Ada",
    "line1": "1 Long Lane",
    "line2": "x",
    "city": "Sofia",
    "postal_code": "1000",
    "country": "BG",
}


@pytest.mark.parametrize("text", ["Ada\r\nBcc: all@example.com", "Ada\u2028", "\x85Ada", "A\x00"])
def test_a_name_is_one_line__validation_failed(
    text: str, guest: Caller, customer: Caller, shop: Shop
) -> None:
    body = registration(shop, name=text)
    refused(guest.post("/users/register", body), "validation_failed", 422, "name")
    refused(customer.patch("/users/profile", {"name": text}), "validation_failed", 422, "name")


@pytest.mark.parametrize("field", ["name", "line1", "line2", "city", "postal_code"])
def test_an_address_is_lines_of_its_own__validation_failed(field: str, customer: Caller) -> None:
    body = {**ADDRESS, field: "a\nb"}
    refused(customer.post("/addresses", body), "validation_failed", 422, field)


def test_staff_write_no_control_characters_either__validation_failed(
    admin: Caller, shop: Shop
) -> None:
    product: dict[str, Any] = {
        "sku": unique("sku"),
        "name": "Mug",
        "price": "1.00",
        "category": shop.category(),
    }
    for field in ("sku", "name"):
        body = {**product, field: "a\nb"}
        refused(admin.post("/products", body), "validation_failed", 422, field)
    body = {**product, "description": "a\x1bb"}
    refused(admin.post("/products", body), "validation_failed", 422, "description")
    body = {**product, "description": "Two\nlines, and a\ttab."}
    assert admin.post("/products", body).status_code == 201
    refused(admin.post("/categories", {"name": "a\nb"}), "validation_failed", 422, "name")
