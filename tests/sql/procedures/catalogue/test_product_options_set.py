"""product_options_set."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sql.procedures.catalogue.conftest import SIZES, Shelf
from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop

TWO = [{"name": "Colour", "values": ["Red", "Blue"]}, {"name": "Size", "values": ["S", "M"]}]


def labels(shelf: Shelf, product: int) -> list[str]:
    """What the variants are called, in their order."""
    return [variant["label"] for variant in shelf.variants(product)]


def test_product_options_set__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("product_options_set", None, 1, 1, "[]")


def test_product_options_set__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.api.call("product_options_set", shop.customer().session, 1, 1, "[]")


def test_product_options_set__not_found(shop: Shop) -> None:
    with refused("not_found"):
        shop.api.call("product_options_set", shop.staff().session, NOBODY, 1, "[]")


def test_product_options_set__precondition_failed(shop: Shop) -> None:
    for version in (7, None):
        with refused("precondition_failed"):
            shop.api.call(
                "product_options_set", shop.staff().session, shop.product(), version, "[]"
            )


def test_the_only_variant_takes_the_first_value_of_each_option(shop: Shop, shelf: Shelf) -> None:
    product = shop.product(stock=0)
    before = shelf.version(product)
    row = shelf.options(product, TWO)
    assert json.loads(row["options"]) == TWO
    assert labels(shelf, product) == ["Red / S"]
    assert row["version"] > before
    shelf.options(product, SIZES)
    assert labels(shelf, product) == ["S"]
    shelf.options(product, [])
    assert labels(shelf, product) == [""]


def test_several_variants_keep_their_values(shelf: Shelf, shirt: int) -> None:
    shelf.add(shirt, {"Size": "M"})
    shelf.options(shirt, [{"name": "Width", "values": ["L", "M", "S", "XL"]}])
    assert labels(shelf, shirt) == ["S", "M"]
    for lost in ([], TWO, [{"name": "Size", "values": ["S", "L"]}]):
        with refused("validation_failed"):
            shelf.options(shirt, lost)
    assert labels(shelf, shirt) == ["S", "M"]


@pytest.mark.parametrize(
    "options",
    [
        [{"name": "Size", "values": []}],
        [{"name": "Size"}],
        [{"name": " ", "values": ["S"]}],
        [{"values": ["S"]}],
        [{"name": "Size", "values": ["S/M"]}],
        [{"name": "Size", "values": ["S", " "]}],
        [{"name": "Size", "values": ["S", None]}],
        [{"name": f"Option {number}", "values": ["S"]} for number in range(6)],
    ],
)
def test_product_options_set__validation_failed(
    shop: Shop, shelf: Shelf, options: list[dict[str, Any]]
) -> None:
    with refused("validation_failed"):
        shelf.options(shop.product(stock=0), options)


@pytest.mark.parametrize(
    "options",
    [
        [{"name": "Size", "values": ["S"]}, {"name": "SIZE", "values": ["S"]}],
        [{"name": "Size", "values": ["S", "s"]}],
    ],
)
def test_product_options_set__option_exists(
    shop: Shop, shelf: Shelf, options: list[dict[str, Any]]
) -> None:
    with refused("option_exists"):
        shelf.options(shop.product(stock=0), options)
