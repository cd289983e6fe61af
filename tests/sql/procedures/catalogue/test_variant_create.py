"""variant_create."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from tests.sql.procedures.catalogue.conftest import Shelf
from tests.support.logins import Login, refused
from tests.support.shop import NOBODY, Shop, new_client, unique

MOST = 250


def test_variant_create__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("variant_create", None, 1, 1, "{}")


def test_variant_create__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.api.call("variant_create", shop.customer().session, 1, 1, "{}")


def test_variant_create__not_found(shop: Shop) -> None:
    with refused("not_found"):
        shop.api.call("variant_create", shop.staff().session, NOBODY, 1, "{}")


def test_variant_create__precondition_failed(shop: Shop, shirt: int) -> None:
    for version in (99, None):
        with refused("precondition_failed"):
            shop.api.call("variant_create", shop.staff().session, shirt, version, "{}")


def test_variant_create(shop: Shop, shelf: Shelf, shirt: int) -> None:
    row = shelf.add(shirt, {"Size": "L"}, price="12.50", barcode="4006381333931")
    assert (row["variant_count"], row["price"], row["price_max"]) == (
        2,
        Decimal("10.00"),
        Decimal("12.50"),
    )
    added = shelf.variants(shirt)[1]
    assert (added["values"], added["label"], added["price"]) == (["L"], "L", "12.50")
    assert (added["barcode"], added["available"]) == ("4006381333931", 0)
    shop.receive(added["id"], 3)
    cart = shop.api.call(
        "cart_item_add", shop.customer().session, None, shirt, added["id"], "3", new_client()
    )[0]
    assert json.loads(cart["document"])["items"][0]["quantity"] == 3


def test_a_product_of_several_variants_is_not_bought_without_naming_one(
    shop: Shop, shelf: Shelf, shirt: int
) -> None:
    shelf.add(shirt, {"Size": "L"})
    with refused("variant_required"):
        shop.api.call(
            "cart_item_add", shop.customer().session, None, shirt, None, "1", new_client()
        )


@pytest.mark.parametrize(
    "fields",
    [
        {"values": {}},
        {"values": {"Size": None}},
        {"values": {"Size": "XXL"}},
        {"values": {"Size": "l"}},
        {"values": {"Size": "L "}},
        {"values": {"Colour": "L"}},
        {"price": "1.005"},
        {"price": None},
        {"sku": " "},
        {"sku": " a"},
        {"sku": "a "},
        {"sku": "a\n"},
    ],
)
def test_variant_create__validation_failed(
    shelf: Shelf, shirt: int, fields: dict[str, Any]
) -> None:
    given = {"values": {"Size": "L"}, **fields}
    with refused("validation_failed"):
        shelf.add(shirt, **given)


def test_variant_create__validation_failed_without_options(shop: Shop, shelf: Shelf) -> None:
    product = shop.product(stock=0)
    with refused("variant_exists"):
        shelf.add(product, {})
    assert len(shelf.variants(product)) == 1


def test_variant_create__variant_exists(shelf: Shelf, shirt: int) -> None:
    shelf.add(shirt, {"Size": "L"})
    for taken in ("S", "L"):
        with refused("variant_exists"):
            shelf.add(shirt, {"Size": taken})


def test_long_values_that_differ_at_their_end_only_are_two_variants(
    shop: Shop, shelf: Shelf
) -> None:
    product, long = shop.product(stock=0), "x" * 60
    options = [(f"Option {number}", [long]) for number in range(4)]
    options.append(("Last", [f"{'x' * 59}{end}" for end in "yz"]))
    shelf.options(product, [{"name": name, "values": values} for name, values in options])
    shelf.add(product, {name: values[-1] for name, values in options})
    assert [variant["values"][-1][-1] for variant in shelf.variants(product)] == ["y", "z"]


def test_variant_create__sku_taken(shop: Shop, shelf: Shelf, shirt: int) -> None:
    sku = unique("Sku")
    shelf.add(shirt, {"Size": "L"}, sku=sku)
    with refused("sku_taken"):
        shelf.add(shirt, {"Size": "M"}, sku=sku)
    shelf.add(shirt, {"Size": "M"}, sku=sku.upper())
    skus = [variant["sku"] for variant in shelf.variants(shirt)][1:]
    assert skus == [sku, sku.upper()]


def test_a_product_has_250_variants_and_not_one_more(
    shop: Shop, shelf: Shelf, as_owner: Login
) -> None:
    product = shop.product(stock=0)
    shelf.options(product, [{"name": "No", "values": [str(no) for no in range(MOST + 1)]}])
    for number in range(1, MOST - 1):
        as_owner.execute(
            "INSERT INTO variants (product_id, position, sku, price_amount, option_values)"
            " VALUES (%s, %s, %s, %s, JSON_ARRAY(%s))",
            product,
            number,
            unique("sku"),
            f"{number}.00",
            str(number),
        )
    row = shelf.add(product, {"No": str(MOST - 1)}, price="999.00")
    assert (row["variant_count"], row["price_max"]) == (MOST, Decimal("999.00"))
    assert len(json.loads(row["variants"])) == MOST
    with refused("validation_failed"):
        shelf.add(product, {"No": str(MOST)})


def test_the_next_variant_comes_after_the_last(shelf: Shelf, shirt: int, as_owner: Login) -> None:
    as_owner.execute(
        "INSERT INTO variants (product_id, position, sku, price_amount, option_values)"
        " VALUES (%s, 2, %s, 1.00, JSON_ARRAY('M'))",
        shirt,
        unique("sku"),
    )
    shelf.add(shirt, {"Size": "L"})
    assert [variant["label"] for variant in shelf.variants(shirt)] == ["S", "M", "L"]
