"""import_orders: history in its final state, once, without mails and without moving stock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.sql.procedures.imports.conftest import Source
from tests.support.logins import Login, refused
from tests.support.shop import Shop


def order_of(admin: Login, source: Source, reference: str) -> dict[str, Any]:
    """An imported order."""
    return admin.rows(
        "SELECT * FROM store.orders WHERE import_reference = %s", f"{source.name}/{reference}"
    )[0]


def payments_of(admin: Login, order: dict[str, Any]) -> dict[str, Decimal]:
    """What paid for an order."""
    rows = admin.rows(
        "SELECT payment_method_code, amount FROM store.payments WHERE order_id = %s",
        order["order_id"],
    )
    return {row["payment_method_code"]: row["amount"] for row in rows}


def test_import_orders_end_as_they_ended(
    history: Source, as_admin: Login, checks_are_silent: Callable[[], None]
) -> None:
    lines = [
        {"sku": f"{history.name}-a", "qty": 3, "gross": "5.00", "discount": "0.75"},
        {"sku": f"{history.name}-b", "qty": 0, "gross": "4.10"},
    ]
    answer = history.bring(
        history.order("1", lines=lines, coupon="1.00", delivered="2017-05-06T09:00:00")
    )
    assert answer == {"imported": 1, "line_count": 2}
    order = order_of(as_admin, history, "1")
    assert (order["order_status_code"], order["is_imported"]) == ("delivered", 1)
    assert order["placed_at"] == datetime(2017, 5, 4, 9, 0)
    assert order["total_amount"] == Decimal("8.35") == order["captured_amount"]
    assert payments_of(as_admin, order) == {"coupon": Decimal("1.00"), "history": Decimal("7.35")}
    changes = as_admin.rows(
        "SELECT from_status_code, order_status_code, changed_at"
        " FROM store.order_status_changes WHERE order_id = %s",
        order["order_id"],
    )
    assert changes == [
        {
            "from_status_code": "draft",
            "order_status_code": "delivered",
            "changed_at": datetime(2017, 5, 6, 6, 0),
        }
    ]
    kinds = as_admin.rows(
        "SELECT line_kind, unit_price_amount, line_total_amount FROM store.order_lines"
        " WHERE order_id = %s ORDER BY line_no",
        order["order_id"],
    )
    assert [tuple(row.values()) for row in kinds] == [
        ("piece", Decimal("1.67"), Decimal("4.25")),
        ("amount", Decimal("4.10"), Decimal("4.10")),
    ]
    checks_are_silent()


def test_import_orders_owe_no_mail_and_move_no_stock(history: Source, as_admin: Login) -> None:
    history.bring(history.order("1"))
    order = order_of(as_admin, history, "1")
    for table in ("events", "stock_entries"):
        query = f"SELECT COUNT(*) FROM store.{table} WHERE order_id = %s"
        assert as_admin.value(query, order["order_id"]) == 0


def test_import_orders_again_changes_nothing(history: Source, as_admin: Login) -> None:
    history.bring(history.order("1"))
    before = order_of(as_admin, history, "1")
    again = history.bring(history.order("1", coupon="2.00"), history.order("2"), batch=2)
    assert again == {"imported": 1, "line_count": 1}
    assert order_of(as_admin, history, "1") == before


def test_import_orders_with_shipping_cost_their_shipping(
    history: Source, as_admin: Login, checks_are_silent: Callable[[], None]
) -> None:
    history.bring(history.order("1", shipping="standard"))
    order = order_of(as_admin, history, "1")
    assert order["shipping_amount"] > 0
    assert order["total_amount"] == Decimal("5.00") + order["shipping_amount"]
    checks_are_silent()


@pytest.mark.parametrize(
    ("gross", "coupon", "paid"),
    [
        ("5.00", "9.00", {"coupon": Decimal("5.00")}),
        ("5.00", "5.00", {"coupon": Decimal("5.00")}),
        ("0.00", "0.00", {}),
        ("0.00", "1.00", {}),
    ],
)
def test_import_orders_take_coupons_up_to_the_total(
    history: Source, as_admin: Login, gross: str, coupon: str, paid: dict[str, Decimal]
) -> None:
    line = {"sku": f"{history.name}-a", "qty": 1, "gross": gross}
    history.bring(history.order("1", lines=[line], coupon=coupon))
    assert payments_of(as_admin, order_of(as_admin, history, "1")) == paid


@pytest.mark.parametrize("change", [{"email": "nobody@history.example"}, {"lines": None}])
def test_import_orders__validation_failed(
    history: Source, as_admin: Login, change: dict[str, Any]
) -> None:
    lines = [{"sku": "no-such-thing", "qty": 1, "gross": "1.00"}]
    wrong = history.order("2", **{"lines": lines, **{k: v for k, v in change.items() if v}})
    with refused("validation_failed"):
        history.bring(history.order("1"), wrong)
    query = "SELECT COUNT(*) FROM store.orders WHERE import_reference LIKE %s"
    assert as_admin.value(query, f"{history.name}/%") == 0


def test_import_orders__cart_empty(history: Source) -> None:
    with refused("cart_empty"):
        history.bring(history.order("1", lines=[]))


def test_import_orders_of_two_batches_side_by_side(
    history: Source, login: Callable[..., Login], as_admin: Login
) -> None:
    other = login("worker")
    history.stage("orders", [history.order("1")], batch=1)
    history.stage("orders", [history.order("2")], batch=2)
    assert history.take("import_orders", batch=1)["imported"] == 1
    assert other.call("import_orders", history.session, history.name, 2)[0]["imported"] == 1


def test_import_orders__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("import_orders", None, "x", 1)


def test_import_orders__forbidden(shop: Shop) -> None:
    for kind in ("worker", "clock"):
        with refused("forbidden"):
            shop.worker.call("import_orders", shop.services[kind], "x", 1)
