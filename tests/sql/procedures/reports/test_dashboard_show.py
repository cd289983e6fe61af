"""dashboard_show: the same figures as raw queries, months and hours by the clock of the shop."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.sql.procedures.reports.conftest import Desk
from tests.support.logins import Row, refused
from tests.support.past import sold
from tests.support.shop import Shop, new_secret

FIGURES = ("orders", "quantity", "revenue")
ONE_HOUR = timedelta(hours=1)


@pytest.fixture(params=["Europe/Sofia", "Pacific/Kiritimati", "America/St_Johns"])
def zone(shop: Shop, request: pytest.FixtureRequest) -> Iterator[ZoneInfo]:
    """Where the shop is."""
    with shop.setting("time_zone", request.param):
        yield ZoneInfo(request.param)


def shown(shop: Shop) -> dict[str, Any]:
    """The dashboard, after clock and relay have done what they do."""
    shop.relay()
    while not (rows := shop.tick("sales_facts_take", 1000)) or rows[0]["taken"]:
        continue
    shop.tick("dashboard_count")
    row = shop.api.call("dashboard_show", shop.staff().session)[0]
    return dict(json.loads(row["document"]))


def sales(shop: Shop, zone: ZoneInfo) -> list[Row]:
    """What the orders say: each line that was sold or came back, by the clock of the shop."""
    rows = shop.admin.rows("SELECT * FROM sale_lines")
    for row in rows:
        row["at"] = row["changed_at"].replace(tzinfo=UTC).astimezone(zone)
    return rows


def figures(rows: list[Row]) -> dict[str, Any]:
    """Their sums, as the dashboard writes them."""
    moves = {(row["order_id"], row["seq"]): row["direction"] for row in rows}
    cents = sum(row["revenue_cents"] for row in rows)
    return {
        "orders": sum(moves.values()),
        "quantity": sum(row["quantity"] for row in rows),
        "revenue": str((Decimal(cents) / 100).quantize(Decimal("0.01"))),
    }


def a_past(shop: Shop) -> None:
    """Sales of now, of this day a week ago, of other hours and months, and one taken back."""
    product = shop.product(price="12.34", stock=100)
    for hours in (0, 1, 30, 7 * 24, 40 * 24, 100 * 24, 160 * 24):
        at = datetime.now(UTC).replace(tzinfo=None) - timedelta(hours=hours)
        sold(shop, at, {product: (1 + hours % 3, "12.34")})
    shop.refund(shop.paid_order(items={product: 2}))


def test_months_hours_and_today_are_those_of_the_orders(shop: Shop, zone: ZoneInfo) -> None:
    a_past(shop)
    board = shown(shop)
    rows = sales(shop, zone)
    now = datetime.fromisoformat(board["generated_at"]).astimezone(zone)
    months = [now.year * 12 + now.month - 1 - back for back in range(5, -1, -1)]
    assert [each["month"] for each in board["months"]] == [
        f"{number // 12}-{number % 12 + 1:02}" for number in months
    ]
    for number, each in zip(months, board["months"], strict=True):
        of = [row for row in rows if row["at"].year * 12 + row["at"].month - 1 == number]
        assert {name: each[name] for name in FIGURES} == figures(of), each["month"]
    assert len(board["hours"]) == 48
    for each in board["hours"]:
        starts = datetime.fromisoformat(each["starts_at"])
        of = [row for row in rows if starts <= row["at"] < starts + timedelta(hours=1)]
        assert {name: each[name] for name in FIGURES} == figures(of), starts
    today, week = now.date(), now.date() - timedelta(days=7)
    same_day = board["today"].pop("same_day_last_week")
    assert board["today"] == figures([row for row in rows if row["at"].date() == today])
    assert same_day == figures([row for row in rows if row["at"].date() == week])
    assert board["time_zone"] == zone.key
    assert board["currency"] == "EUR"


@pytest.mark.parametrize(
    ("now", "sales_at", "month"),
    [
        # The clock is put back at four: half past three comes twice.
        ("2024-10-27T12:00", ("2024-10-27T00:30", "2024-10-27T01:30"), "2024-10"),
        # It is put forward at three: half past three never comes.
        ("2024-03-31T12:00", ("2024-03-31T00:30", "2024-03-31T01:30"), "2024-03"),
        # A year ends.
        ("2024-12-31T23:30", ("2024-12-31T22:30", "2024-12-31T23:10"), "2025-01"),
    ],
)
def test_days_on_which_the_clock_is_changed_lose_and_double_nothing(
    shop: Shop, now: str, sales_at: tuple[str, str], month: str
) -> None:
    product = shop.product()
    for at in sales_at:
        sold(shop, datetime.fromisoformat(at), {product: (1, "7.00")})
    shop.take_sales()
    root = shop.admin
    root.execute("SET group_concat_max_len = 1000000")
    root.execute("SET timestamp = UNIX_TIMESTAMP(CONVERT_TZ(%s, '+00:00', @@time_zone))", now)
    try:
        board = json.loads(root.value("SELECT CONCAT('{', dashboard_sales('Europe/Sofia'), '}')"))
    finally:
        root.execute("SET timestamp = DEFAULT")
    assert len(board["hours"]) == 48
    assert sum(each["orders"] for each in board["hours"]) == 2
    assert (board["today"]["orders"], board["today"]["revenue"]) == (2, "14.00")
    assert (board["months"][-1]["month"], board["months"][-1]["revenue"]) == (month, "14.00")
    starts = [datetime.fromisoformat(each["starts_at"]) for each in board["hours"]]
    assert starts == sorted(starts)
    assert starts[-1] <= datetime.fromisoformat(now).replace(tzinfo=UTC) < starts[-1] + ONE_HOUR


def test_best_sellers_are_those_of_thirty_days(shop: Shop) -> None:
    a_past(shop)
    # Dearer than all that other tests sold.
    cheap, dear = shop.product(price="0.05", stock=100), shop.product(price="90000.00", stock=9)
    shop.paid_order(items={cheap: 50, dear: 3})
    board = shown(shop)
    zone = ZoneInfo(board["time_zone"])
    since = datetime.now(zone).date() - timedelta(days=29)
    sums: dict[int, list[int]] = {}
    for row in sales(shop, zone):
        if row["at"].date() >= since:
            found = sums.setdefault(row["product_id"], [0, 0])
            found[0] += row["quantity"]
            found[1] += row["revenue_cents"]
    best = sorted(sums, key=lambda product: (-sums[product][1], -product))[:10]
    assert [each["product_id"] for each in board["top_products"]] == best
    top = board["top_products"][0]
    assert (top["product_id"], top["quantity"], top["revenue"]) == (dear, 3, "270000.00")
    assert top["name"].startswith("Thing ") and top["sku"]


def test_a_new_day_lets_the_oldest_go(shop: Shop) -> None:
    product = shop.product(stock=5)
    shop.paid_order(items={product: 1})
    shown(shop)
    lately = "SELECT revenue_cents FROM sales_lately WHERE product_id = %s"
    assert shop.admin.value(lately, product) == 1000
    shop.admin.execute("UPDATE sales_lately SET revenue_cents = 1")
    # As if the last look had been yesterday.
    shop.admin.execute("UPDATE sales_fact_state SET lately_from = lately_from - INTERVAL 1 DAY")
    shown(shop)
    assert shop.admin.value(lately, product) == 1000


def test_low_stock_is_what_is_for_sale_and_few(shop: Shop) -> None:
    few = [shop.product(stock=number + 1) for number in range(3)]
    sold_out = shop.product(stock=2)
    shop.order(items={sold_out: 2})
    archived, none, many = shop.product(stock=1), shop.product(stock=0), shop.product(stock=6)
    version = shop.admin.value("SELECT version FROM products WHERE product_id = %s", archived)
    shop.api.call("product_archive", shop.staff().session, archived, version)
    with shop.setting("low_stock", "5"):
        board = shown(shop)["low_stock"]
    order = [(each["available"], each["variant_id"]) for each in board]
    assert order == sorted(order)
    left = {each["product_id"]: each["available"] for each in board}
    assert len(board) <= 10
    if len(board) < 10:
        assert [left[product] for product in few] == [1, 2, 3]
    assert left[sold_out] == 0
    assert not {archived, none, many} & left.keys()
    with shop.setting("low_stock", "0"):
        assert {each["available"] for each in shown(shop)["low_stock"]} == {0}


def test_orders_by_status_are_counted_in_every_status(shop: Shop) -> None:
    shop.move(shop.paid_order(), "processed")
    board = {each["status"]: each for each in shown(shop)["orders_by_status"]}
    rows = shop.admin.rows(
        "SELECT s.order_status_code AS status, s.title, COUNT(o.order_id) AS count"
        " FROM order_statuses AS s LEFT JOIN orders AS o USING (order_status_code)"
        " WHERE NOT s.is_initial GROUP BY s.order_status_code ORDER BY s.position"
    )
    assert list(board.values()) == rows
    assert board["processed"]["count"] > 0


def test_pinned_views_are_those_of_the_caller_that_the_caller_may_see(
    shop: Shop, desk: Desk
) -> None:
    staff = shop.staff()
    view, other = desk.save(staff), desk.save(staff)
    shop.api.call("report_view_pin", staff.session, view["id"])
    pinned = {each["id"]: each for each in shown(shop)["pinned"]}
    assert pinned[view["id"]] == {**view, "is_pinned": True}
    assert other["id"] not in pinned
    shop.admin.execute("DELETE FROM role_permissions WHERE permission_code = 'reports.tested'")
    assert view["id"] not in {each["id"] for each in shown(shop)["pinned"]}
    desk.register()


def test_dashboard_show__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("dashboard_show", new_secret())


def test_dashboard_show__forbidden(shop: Shop) -> None:
    for person in (shop.customer(), shop.staff("support")):
        with refused("forbidden"):
            shop.api.call("dashboard_show", person.session)
