"""The sales report tells what was sold, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.api.reports.conftest import Caller
from tests.api.reports.test_routes import problem
from tests.support.shop import Shop, unique

SALES = "/reports/sales/rows"


@pytest.fixture
def goods(shop: Shop) -> dict[str, Any]:
    """A department with a category, two products in them, and some orders."""
    department = shop.category()
    category = shop.category(parent=department)
    skus = [unique("sale"), unique("sale")]
    first = shop.product("10.00", 50, sku=skus[0], category=category)
    second = shop.product("2.50", 50, sku=skus[1], category=department)
    sold = [
        shop.paid_order(items={first: 2, second: 1}),
        shop.paid_order(items={second: 4}),
    ]
    shop.move(sold[1], "processed", "shipped")
    unpaid = shop.order(items={first: 7})
    return {
        "department": department,
        "category": category,
        "skus": skus,
        "sold": sold,
        "unpaid": unpaid,
    }


def test_every_sale(seller: Caller, goods: dict[str, Any]) -> None:
    """A row per line of a paid order; what is not paid is no sale."""
    found = seller.get(SALES, category=goods["department"], sort="revenue").json
    assert found["total"] == 3
    assert found["totals"]["revenue"] == "32.50"
    assert found["totals"]["quantity"] == 7
    assert found["totals"]["order_number"] == 2
    assert [row["revenue"] for row in found["items"]] == ["2.50", "10.00", "20.00"]
    row = found["items"][2]
    assert (row["sku"], row["quantity"], row["gross"]) == (goods["skus"][0], 2, "20.00")
    assert (row["department"], row["category"]) == (goods["department"], goods["category"])
    assert row["order_number"] == goods["sold"][0]["number"]
    # What stands in the document of the order stands here.
    lines = [item for order in goods["sold"] for item in order["items"]]
    total = sum(Decimal(line["line_total"]) for line in lines)
    assert str(total) == found["totals"]["revenue"]


@pytest.mark.parametrize(
    ("group_by", "names"),
    [
        ("day", ["day"]),
        ("month", ["month"]),
        ("year", ["year"]),
        ("product", ["sku", "product"]),
        ("category", ["department", "category"]),
        ("department", ["department"]),
    ],
)
def test_groups_add_up(
    seller: Caller, goods: dict[str, Any], group_by: str, names: list[str]
) -> None:
    """However it is grouped, the groups are the whole."""
    found = seller.get(SALES, category=goods["department"], group_by=group_by).json
    assert [each["name"] for each in found["columns"]][: len(names)] == names
    assert len(found["items"]) == found["total"]
    for column in ("revenue", "gross", "tax"):
        total = sum(Decimal(row[column]) for row in found["items"])
        assert str(total) == found["totals"][column]
    assert sum(row["quantity"] for row in found["items"]) == found["totals"]["quantity"]


def test_filters(seller: Caller, goods: dict[str, Any]) -> None:
    """Category with its children, product, status, days."""

    def revenue(**query: str) -> str | None:
        answer = seller.get(SALES, **query)
        assert answer.status_code == 200, answer.text
        return str(answer.json["totals"]["revenue"])

    assert revenue(category=goods["category"]) == "20.00"
    assert revenue(category=goods["department"]) == "32.50"
    assert revenue(product=goods["skus"][1]) == "12.50"
    assert revenue(product=goods["skus"][1], status="shipped") == "10.00"
    assert revenue(product=goods["skus"][0], status="ready_for_paying") == "70.00"
    assert revenue(product="no such sku") == "None"
    assert revenue(product=goods["skus"][1], **{"from": "2000-01-01", "to": "2000-12-31"}) == "None"
    problem(seller.get(SALES, category="no-such-slug"), 422, "validation_failed")
    problem(seller.get(SALES, status="draft"), 422, "validation_failed")
    problem(seller.get(SALES, **{"from": "2026-02-30"}), 422, "validation_failed")


def test_days_are_those_of_the_shop(seller: Caller, goods: dict[str, Any], shop: Shop) -> None:
    """A sale belongs to the day that the shop's own calendar shows."""
    row = seller.get(SALES, product=goods["skus"][0]).json["items"][0]
    placed = shop.admin.value(
        "SELECT placed_at FROM orders WHERE order_id = %s", goods["sold"][0]["id"]
    )
    local = placed.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo("Europe/Sofia"))
    assert row["day"] == f"{local:%Y-%m-%d}"
    assert row["month"] == f"{local:%Y-%m}"
    assert row["year"] == local.year
    day = {"from": row["day"], "to": row["day"]}
    assert seller.get(SALES, product=goods["skus"][0], **day).json["total"] == 1


def test_definition_offers_its_choices(seller: Caller, goods: dict[str, Any]) -> None:
    """The page needs nothing else: statuses from the table, categories as a tree."""
    found = {each["name"]: each for each in seller.get("/reports/sales").json["filters"]}
    assert {"value": "paid", "label": "Paid"} in found["status"]["options"]
    assert {"value": goods["category"], "label": f"- {goods['category']}"} in (
        found["category"]["options"]
    )
    assert found["to"]["default"] > found["from"]["default"]


def test_pages_do_not_overlap(
    seller: Caller, goods: dict[str, Any], shop: Shop, checks_are_silent: Callable[[], None]
) -> None:
    """Every row stands on exactly one page."""
    query = {"category": goods["department"], "page_size": "1", "sort": "department"}
    pages = [seller.get(SALES, **query, page=str(page)).json["items"] for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [1, 1, 1, 0]
    assert len({(page[0]["order_number"], page[0]["sku"]) for page in pages[:3]}) == 3
    checks_are_silent()
