"""The rules by which the complete-journey data is understood, on a year in small."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ops.imports.slugs import Slugs, slug
from tests.ops.imports.conftest import MISSING

pytest.importorskip("numpy", reason=MISSING)
pytest.importorskip("pyarrow", reason=MISSING)

from ops.imports.complete_journey import Catalogue, money, order
from ops.imports.journey_lines import Lines, medians


@pytest.fixture
def lines(small_year: Path) -> Lines:
    return Lines(small_year)


@pytest.fixture
def catalogue(small_year: Path, lines: Lines) -> Catalogue:
    return Catalogue(small_year, lines.sold)


@pytest.fixture
def products(catalogue: Catalogue) -> dict[str, dict[str, Any]]:
    return {row["sku"]: row for row in map(catalogue.product, catalogue.rows)}


def test_a_basket_is_an_order(lines: Lines) -> None:
    assert order(lines, 0) == {
        "reference": "100",
        "email": "household-1@complete-journey.example",
        "placed": "2017-01-01T10:00:00",
        "coupon": "0.00",
        "lines": [
            {"sku": "CJ-1", "qty": 2, "gross": "6.00", "discount": "1.00"},
            {"sku": "CJ-4", "qty": 0, "gross": "20.50", "discount": "0.00"},
        ],
    }


def test_the_coupon_match_is_a_discount_and_the_coupon_is_not(lines: Lines) -> None:
    row = order(lines, 1)
    assert row["coupon"] == "9.00"
    assert row["lines"] == [{"sku": "CJ-1", "qty": 1, "gross": "3.15", "discount": "0.05"}]


def test_the_price_is_the_median_of_the_pieces(products: dict[str, dict[str, Any]]) -> None:
    assert products["CJ-1"]["price"] == "3.00"
    assert products["CJ-1"]["status"] == "active"


def test_what_was_never_sold_costs_what_its_neighbours_cost(
    products: dict[str, dict[str, Any]],
) -> None:
    # Of its type, of its category, of its department and of all.
    assert [products[f"CJ-{number}"]["price"] for number in (2, 3, 6)] == ["3.00", "3.00", "1.00"]
    assert {products[f"CJ-{number}"]["status"] for number in (2, 3, 6)} == {"not_for_sale"}


@pytest.mark.parametrize(("sku", "price"), [("CJ-4", "20.50"), ("CJ-7", "0.00")])
def test_what_is_not_sold_by_the_piece_is_not_for_sale(
    products: dict[str, dict[str, Any]], sku: str, price: str
) -> None:
    assert (products[sku]["price"], products[sku]["status"]) == (price, "not_for_sale")


def test_a_product_without_a_row_stands_among_others(products: dict[str, dict[str, Any]]) -> None:
    product = products["CJ-99"]
    assert (product["name"], product["category"]) == ("Product 99", "other-other-other")
    assert (product["price"], product["status"]) == ("1.00", "active")


def test_stock_opens_with_four_weeks_at_least_ten(products: dict[str, dict[str, Any]]) -> None:
    stock = {sku: row["opening"] for sku, row in products.items()}
    assert stock == {
        "CJ-1": 30,
        "CJ-2": 0,
        "CJ-3": 0,
        "CJ-4": 0,
        "CJ-5": 10,
        "CJ-6": 0,
        "CJ-7": 900,
        "CJ-99": 10,
    }


def test_the_tree_has_three_levels_and_others(catalogue: Catalogue) -> None:
    tree = {row["slug"]: row for row in catalogue.categories()}
    assert tree["grocery-milk-whole-milk"]["parent"] == "grocery-milk"
    assert tree["grocery-milk-other"]["name"] == "Other"
    assert tree["fuel-other-other"]["parent"] == "fuel-other"
    # Two departments whose names sound alike have a slug each.
    assert {tree["a-b"]["name"], tree["a-b-2"]["name"]} == {"A B", "A/B"}
    assert all("parent" not in row or row["parent"] in tree for row in tree.values())


def test_names_and_attributes(products: dict[str, dict[str, Any]]) -> None:
    assert products["CJ-1"]["name"] == "Whole Milk, 1 GA"
    assert products["CJ-2"]["name"] == "Whole Milk"
    assert products["CJ-3"]["name"] == "Milk, 8 OZ"
    assert products["CJ-1"]["attributes"] == {
        "brand": "National",
        "manufacturer": "10",
        "package_size": "1 GA",
    }
    assert len({row["slug"] for row in products.values()}) == len(products)


@pytest.mark.parametrize(("cents", "text"), [(0, "0.00"), (5, "0.05"), (123456, "1234.56")])
def test_money(cents: int, text: str) -> None:
    assert money(cents) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Frzn Ice", "frzn-ice"),
        ("A/B & C", "a-b-c"),
        ("---", "item"),
        ("x" * 300, "x" * 110),
        ("Müsli", "m-sli"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_slugs_that_sound_alike_are_numbered() -> None:
    slugs = Slugs([("a b",), ("a/b",), ("a b 2",)])
    assert [slugs.of(branch) for branch in [("a b",), ("a/b",), ("a b 2",)]] == [
        "a-b",
        "a-b-2",
        "a-b-2-2",
    ]


def test_medians() -> None:
    numpy = pytest.importorskip("numpy")
    keys, values = numpy.array([2, 1, 2, 1, 2, 3]), numpy.array([9, 1, 5, 2, 7, 4])
    assert medians(keys, values) == [(1, 1.5), (2, 7.0), (3, 4.0)]
