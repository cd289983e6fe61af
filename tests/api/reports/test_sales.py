"""The sales report tells what was sold and what came back, and its roll-ups tell the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.reports.definitions import Report
from core.reports.library import Library
from core.reports.prepare import Asker, prepare
from core.reports.select import AskedReport
from core.reports.snapshot import Snapshot
from ops.paths import ROOT
from tests.api.reports.conftest import Caller
from tests.api.reports.test_routes import problem
from tests.support.shop import Shop, unique
from tests.support.stack import Stack

SALES = "/reports/sales/rows"
ZONE = "Europe/Sofia"
ASKER = Asker(0, frozenset(), ZONE)
FIRST = date(2025, 11, 20)


@pytest.fixture
def goods(shop: Shop) -> dict[str, Any]:
    """A department with a category, two products in them, and some orders."""
    department = shop.category()
    category = shop.category(parent=department)
    skus = [unique("sale"), unique("sale")]
    first = shop.product("10.00", 50, sku=skus[0], category=category)
    second = shop.product("2.50", 50, sku=skus[1], category=department)
    person = shop.customer()
    sold = [
        shop.paid_order(person, items={first: 2, second: 1}),
        shop.paid_order(items={second: 4}),
    ]
    shop.move(sold[1], "processed", "shipped")
    shop.order(items={first: 7})
    shop.take_sales()
    return {
        "department": department,
        "category": category,
        "products": [first, second],
        "skus": skus,
        "person": person,
        "sold": sold,
    }


def test_every_sale(seller: Caller, goods: dict[str, Any]) -> None:
    """A row per line of a paid order; what is not paid is no sale."""
    found = seller.get(SALES, category=goods["department"], sort="revenue").json
    assert found["total"] == 3
    assert found["totals"]["revenue"] == "32.50"
    assert found["totals"]["quantity"] == 7
    assert [row["revenue"] for row in found["items"]] == ["2.50", "10.00", "20.00"]
    row = found["items"][2]
    assert (row["sku"], row["quantity"], row["gross"]) == (goods["skus"][0], 2, "20.00")
    assert (row["department"], row["category"]) == (goods["department"], goods["category"])
    assert row["order_number"] == goods["sold"][0]["number"]
    assert row["product_id"] == goods["products"][0]
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
        ("hour", ["hour"]),
        ("product", ["product_sku", "product"]),
        ("category", ["department", "category"]),
        ("department", ["department"]),
        ("customer", ["customer"]),
        ("status", ["status"]),
        ("department,product", ["department", "product_sku", "product"]),
    ],
)
def test_groups_add_up(
    seller: Caller, goods: dict[str, Any], group_by: str, names: list[str]
) -> None:
    """However it is grouped, the groups are the whole."""
    query = {"category": goods["department"], "page_size": "100"}
    found = seller.get(SALES, **query, group_by=group_by).json
    assert [each["name"] for each in found["columns"]][: len(names)] == names
    assert len(found["items"]) == found["total"]
    for column in ("revenue", "gross", "tax"):
        total = sum(Decimal(row[column]) for row in found["items"])
        assert str(total) == found["totals"][column]
    assert sum(row["quantity"] for row in found["items"]) == found["totals"]["quantity"]


def test_filters(seller: Caller, goods: dict[str, Any]) -> None:
    """Category with its children, product, customer, statuses, days."""
    first, second = map(str, goods["products"])

    def revenue(**query: Any) -> str | None:
        answer = seller.get(SALES, **query)
        assert answer.status_code == 200, answer.text
        return str(answer.json["totals"]["revenue"])

    assert revenue(category=goods["category"]) == "20.00"
    assert revenue(category=goods["department"]) == "32.50"
    assert revenue(product=second) == "12.50"
    assert revenue(product=second, status="shipped") == "10.00"
    assert revenue(product=second, status=["shipped", "paid"]) == "12.50"
    assert revenue(customer=str(goods["person"].id)) == "22.50"
    assert revenue(customer=str(goods["person"].id), product=first) == "20.00"
    assert revenue(product=first, status="ready_for_paying") == "None"
    assert revenue(category="no-such-slug") == "None"
    assert revenue(product=second, **{"from": "2000-01-01", "to": "2000-12-31"}) == "None"
    problem(seller.get(SALES, status=["paid", "draft"]), 422, "validation_failed")
    problem(seller.get(SALES, **{"from": "2026-02-30"}), 422, "validation_failed")


def test_what_comes_back_is_taken_away_on_its_day(
    seller: Caller, goods: dict[str, Any], shop: Shop
) -> None:
    """A refund is a second row; both stand there, and together they are nothing."""
    shop.move(goods["sold"][1], "returned")
    shop.take_sales()
    second = str(goods["products"][1])
    found = seller.get(SALES, product=second, status="returned").json
    assert sorted(row["revenue"] for row in found["items"]) == ["-10.00", "10.00"]
    assert found["totals"]["revenue"] == "0.00"


def test_orders_are_counted_where_they_can_be(seller: Caller, goods: dict[str, Any]) -> None:
    """Some lines of an order do not tell of it: then there is no number rather than a wrong one."""
    mine = {"customer": str(goods["person"].id)}
    found = seller.get(SALES, **mine, group_by="month").json
    assert found["totals"]["orders"] == found["items"][0]["orders"] == 1
    assert found["totals"]["order_value"] == "22.50"
    found = seller.get(SALES, **mine, group_by="product").json
    assert "orders" not in {each["name"] for each in found["columns"]}
    assert seller.get(SALES, category=goods["department"]).json["totals"]["orders"] is None


def test_days_are_those_of_the_shop(seller: Caller, goods: dict[str, Any], shop: Shop) -> None:
    """A sale belongs to the day that the shop's own calendar shows."""
    product = str(goods["products"][0])
    row = seller.get(SALES, product=product).json["items"][0]
    sold = shop.admin.value(
        "SELECT MAX(changed_at) FROM order_status_changes"
        " WHERE order_id = %s AND order_status_code = 'paid'",
        goods["sold"][0]["id"],
    )
    local = sold.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(ZONE))
    assert (row["day"], row["hour"]) == (f"{local:%Y-%m-%d}", local.hour)
    day = {"from": row["day"], "to": row["day"]}
    assert seller.get(SALES, product=product, **day).json["total"] == 1


def test_definition_offers_its_choices(seller: Caller, goods: dict[str, Any]) -> None:
    """The page needs nothing else: statuses from the table, the rest found by text."""
    found = {each["name"]: each for each in seller.get("/reports/sales").json["filters"]}
    assert {"value": "paid", "label": "Paid"} in found["status"]["options"]
    assert found["category"]["has_lookup"]
    assert (found["from"]["default"], found["to"]["default"]) == ("-30d", "today")
    assert found["to"]["value"] > found["from"]["value"]

    def sought(name: str, text: str) -> list[dict[str, str]]:
        return list(seller.get(f"/reports/sales/filters/{name}/options", q=text).json["items"])

    assert sought("category", goods["category"]) == [
        {"value": goods["category"], "label": f"- {goods['category']}"}
    ]
    product = sought("product", goods["skus"][0])
    assert [each["value"] for each in product] == [str(goods["products"][0])]
    assert sought("product", str(goods["products"][0]))[0] == product[0]
    person = goods["person"]
    assert [each["value"] for each in sought("customer", person.email)] == [str(person.id)]
    assert sought("status", "shipp") == [{"value": "shipped", "label": "Shipped"}]
    problem(seller.get("/reports/sales/filters/colour/options"), 404, "not_found")


def test_pages_do_not_overlap(
    seller: Caller, goods: dict[str, Any], checks_are_silent: Callable[[], None]
) -> None:
    """Every row stands on exactly one page."""
    query = {"category": goods["department"], "page_size": "1", "sort": "department"}
    pages = [seller.get(SALES, **query, page=str(page)).json["items"] for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [1, 1, 1, 0]
    assert len({(page[0]["order_number"], page[0]["sku"]) for page in pages[:3]}) == 3
    checks_are_silent()


@pytest.fixture(scope="module")
def sales() -> Report:
    """The report that is shipped."""
    found = Library(ROOT / "reports.json", ROOT / "sql/reports").entries()["sales"]
    assert isinstance(found, Report)
    return found


@pytest.fixture(scope="module")
def history(stack: Stack, shop: Shop) -> Iterator[dict[str, list[int | str]]]:
    """A year of facts that no order has made, with their sums; gone afterwards."""
    rows, chance = [], random.Random(7)
    category = shop.admin.value("SELECT category_id FROM categories ORDER BY category_id LIMIT 1")
    other = shop.admin.value("SELECT category_id FROM categories ORDER BY category_id DESC LIMIT 1")
    products = [shop.product() for _ in range(4)]
    people = [shop.customer().id for _ in range(3)]
    for number in range(900):
        day = FIRST + timedelta(days=chance.randrange(400))
        sign = chance.choice((1, 1, 1, -1))
        product = chance.choice(products)
        rows.append(
            (
                *(day, 10**9 + number // 3, 1, number % 3 + 1, chance.randrange(24)),
                *(chance.choice((0, *people)), product, shop.variant(product)),
                *(chance.choice((category, other)), sign * (number % 3 == 0)),
                *(sign * chance.randrange(9) for _ in range(5)),
            )
        )
    facts = ", ".join(["(" + ", ".join(["%s"] * 15) + ")"] * len(rows))
    values = [value for row in rows for value in row]
    for table in ("sales_facts", "sales_facts_taken"):
        shop.admin.execute(f"INSERT INTO {table} VALUES {facts}", *values)
    shop.admin.execute("CALL sales_sums_add(1)")
    yield {"product": [*products], "customer": [*people]}
    shop.admin.execute("CALL sales_sums_add(-1)")
    shop.admin.execute("DELETE FROM sales_facts_taken")
    shop.admin.execute("DELETE FROM sales_facts WHERE order_id >= %s", 10**9)


def levels(sales: Report) -> list[str | None]:
    names = [each.name for each in sales.groupings]
    return [None, *names, *(",".join(pair) for pair in permutations(names, 2))]


def compared(asked: AskedReport, moment: Snapshot) -> bool:
    """Whether a roll-up was read; it must say what the facts say."""
    bare = replace(asked, report=replace(asked.report, roll_ups=()))
    is_rolled = asked.groupings and asked.source().roll_up is not None
    pairs = [(asked.summary(), bare.summary()), (asked.whole(), bare.whole())]
    if asked.groupings:
        pairs.append((asked.rows(with_keys=True), bare.rows(with_keys=True)))
    for rolled, plain in pairs:
        is_rolled = is_rolled or rolled.text != plain.text
        assert moment.rows(rolled) == moment.rows(plain), rolled.text
    return bool(is_rolled)


def test_roll_ups_equal_the_facts(
    sales: Report, history: dict[str, list[int | str]], stack: Stack
) -> None:
    """Any range, any grouping, any two of them, with and without a filter: to the cent."""
    chance = random.Random(11)
    rolled = 0
    with Snapshot(stack.url("report"), 60) as moment:
        for group_by in levels(sales):
            for _ in range(3):
                first = FIRST + timedelta(days=chance.randrange(-40, 400))
                last = first + timedelta(days=chance.choice((0, 3, 27, 58, 130, 400)))
                filters: dict[str, Any] = {"from": first.isoformat(), "to": last.isoformat()}
                if chance.random() < 0.4:
                    name = chance.choice(("product", "customer"))
                    filters[name] = chance.choice(history[name])
                rolled += compared(prepare(sales, ASKER, filters, group_by), moment)
            months = {"from": "2026-01-01", "to": "2026-06-30"}
            rolled += compared(prepare(sales, ASKER, months, group_by), moment)
    assert rolled > 60


@pytest.mark.parametrize(
    ("filters", "group_by", "name"),
    [
        ({}, "month", "sales_by_hour"),
        ({}, "hour", "sales_by_hour"),
        ({}, "day,hour", "sales_by_hour"),
        ({}, "category", "sales_by_category"),
        ({"category": "x"}, "day", "sales_by_category"),
        ({}, "month,department", "sales_by_department"),
        ({}, "product", "sales_by_product"),
        ({"product": 1}, "month", "sales_by_product"),
        ({}, "customer", "sales_by_customer"),
        ({"customer": 1}, "year", "sales_by_customer"),
        ({"customer": 1}, "product", "sales_lines"),
        ({"product": 1}, "day", "sales_lines"),
        ({}, "product,customer", "sales"),
        ({}, "status", "sales_lines_by_status"),
        ({"status": ["paid"]}, "month,category", "sales_lines_by_status"),
    ],
)
def test_what_is_read(sales: Report, filters: dict[str, Any], group_by: str, name: str) -> None:
    """Roll-ups where they hold all that is asked for, else the facts."""
    asked = prepare(sales, ASKER, filters, group_by)
    assert asked.source().query.file.stem == name
