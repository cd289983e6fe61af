"""What holds for every report that is shipped, under each of its groupings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from core.reports.definitions import Column, Grouping
from core.reports.prepare import Asker, prepare
from tests.api.caller import refused
from tests.api.reports.conftest import Caller
from tests.support.asking import SHIPPED, ZONE, Desk, Row, desk, report_of
from tests.support.past import sold
from tests.support.shop import Shop
from tests.support.stack import Stack

OURS = sorted(SHIPPED.keys() - {"sales"})
CASES = [
    (report_id, grouping)
    for report_id in OURS
    for grouping in (None, *(each.name for each in report_of(report_id).groupings))
]
# What each report is asked for, so that all of its rows are there.
EVERYTHING: dict[str, dict[str, Any]] = {
    "carts_abandoned": {"idle_hours": 0},
    "customers": {"buyers": ""},
    "low_stock": {"at_most": 100_000},
    "dead_stock": {"days": 30},
}


@pytest.fixture(scope="module")
def busy(shop: Shop) -> None:
    """A little of everything that happens in a shop."""
    goods = [shop.product(price=f"{number}.45", stock=30 + number) for number in range(1, 9)]
    shop.product(price="99.00", stock=4)
    for number, days in enumerate((0, 2, 20, 45, 100, 200)):
        at = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=days)
        lines = dict.fromkeys(goods[number : number + 3], (number + 1, "7.31"))
        sold(shop, at, lines)
    person = shop.customer()
    shop.move(shop.paid_order(person, {goods[0]: 2, goods[1]: 1}), "processed", "shipped")
    shop.refund(shop.paid_order(person, {goods[2]: 1}))
    shop.api.call("order_cancel", person.session, shop.order(person, {goods[3]: 1})["id"])
    shop.fill_cart(person, {goods[4]: 2, goods[5]: 3})
    count = {"client_address": "203.0.113.9", "subsystem": "identity", "code": "not_found"}
    counts = f'[{{"client_address": "{count["client_address"]}", "subsystem": "identity",'
    counts += ' "code": "not_found", "count": 5}]'
    shop.api.call("refusals_count", shop.services["api"], counts)
    shop.take_sales()
    shop.tick("dashboard_count")


@pytest.fixture
def reading(stack: Stack, busy: None) -> Iterator[Desk]:
    """Where the reports are read."""
    with desk(stack.url("report")) as found:
        yield found


def everything(reading: Desk, report_id: str, grouping: str | None) -> Any:
    """A report with all of its rows."""
    return reading.asked(report_id, grouping, **EVERYTHING.get(report_id, {}))


@pytest.mark.parametrize(("report_id", "grouping"), CASES)
def test_it_runs_in_every_order(reading: Desk, report_id: str, grouping: str | None) -> None:
    asked = everything(reading, report_id, grouping)
    rows = reading.moment.rows(asked.rows())
    for column in asked.columns:
        for sort in (column.name, f"-{column.name}"):
            found = reading.moment.rows(asked.rows([sort]))
            assert len(found) == len(rows), sort
            values = [row[column.name] for row in found if row[column.name] is not None]
            if values and not isinstance(values[0], str):
                assert values == sorted(values, reverse=sort.startswith("-")), sort


@pytest.mark.parametrize(("report_id", "grouping"), CASES)
def test_totals_are_those_of_the_rows_of_all_pages(
    reading: Desk, report_id: str, grouping: str | None
) -> None:
    asked = everything(reading, report_id, grouping)
    pages = [reading.page(asked)]
    total, totals = pages[0].total or 0, pages[0].totals or {}
    for number in range(2, (total + 23) // 24 + 1):
        pages.append(reading.page(asked, page=number))
    rows = [row for page in pages for row in page.items or []]
    assert len(rows) == total
    keys = [tuple(row[f"_key_{place}"] for place in range(len(asked.keys))) for row in rows]
    assert not grouping or len(set(keys)) == total
    shown = {each.name for each in asked.columns}
    for column in asked.totals:
        if column.name in shown and (wanted := whole(column, rows)) is not None:
            assert totals[column.name] == wanted, column.name


def whole(column: Column, rows: list[Row]) -> Any:
    """What the rows come to, where that is to be told from them."""
    values = [row[column.name] for row in rows if row[column.name] is not None]
    wanted: dict[str, Callable[[list[Any]], Any]] = {"sum": sum, "min": min, "max": max}
    return wanted[column.total](values) if column.total in wanted and values else None


@pytest.mark.parametrize("report_id", OURS)
def test_ratios_are_those_of_the_totals(reading: Desk, report_id: str) -> None:
    asked = everything(reading, report_id, None)
    totals = reading.page(asked).totals or {}
    for column in asked.totals:
        if column.ratio and totals[column.ratio[1]]:
            times = 100 if column.type == "percent" else 1
            first, second = (Decimal(totals[name]) for name in column.ratio)
            assert abs(totals[column.name] - times * first / second) < Decimal("0.5"), column.name


@pytest.mark.parametrize("report_id", OURS)
def test_it_says_what_it_is_in_both_languages(seller: Caller, report_id: str) -> None:
    told = [
        seller.get(f"/reports/{report_id}", headers={"Accept-Language": language}).json
        for language in ("en", "bg")
    ]
    for words in told:
        assert words["is_broken"] is False
        assert len(words["group_by"]) >= 1 and words["chart"]
        assert any(each["total"] or each.get("ratio") for each in words["columns"])
    for english, bulgarian in zip(labels(told[0]), labels(told[1]), strict=True):
        assert english != bulgarian or english in ("ID",), english


def labels(told: dict[str, Any]) -> list[str]:
    """All that a page shows of a definition."""
    parts = [*told["filters"], *told["group_by"], *told["columns"]]
    return [told["title"], told["description"], *(each["label"] for each in parts)]


@pytest.mark.parametrize("report_id", OURS)
def test_it_is_for_those_who_hold_its_permission(
    support: Any, customer: Any, report_id: str
) -> None:
    for person in (support, customer):
        for path in ("", "/rows", "/rows.csv"):
            body = refused(person.get(f"/reports/{report_id}{path}"), "forbidden", 403)
            assert report_of(report_id).permission in body["detail"]


def test_personal_columns_are_for_those_who_may_see_customers() -> None:
    for report_id in ("orders", "carts_abandoned"):
        report = report_of(report_id)
        for held, is_there in ((report.permission,), False), (report.permissions, True):
            shown = prepare(report, Asker(0, frozenset(held), ZONE), {}, None)
            assert ("email" in {each.name for each in shown.columns}) == is_there, report_id


def test_links_lead_to_reports_and_filters_that_there_are() -> None:
    for report_id in SHIPPED:
        report = report_of(report_id)
        parts: list[Column | Grouping] = [*report.columns, *report.groupings]
        for each in parts:
            if each.link:
                goal = report_of(each.link.report)
                known = {one.name for one in goal.filters}
                assert {*each.link.filters, *each.link.keep} <= known, (report_id, each.name)
                for name in (each.link.group_by or "").split(","):
                    assert not name or goal.grouping(name), (report_id, each.name)
