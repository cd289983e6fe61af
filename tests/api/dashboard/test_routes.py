"""GET /dashboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask

from tests.api.caller import Caller, refused
from tests.support.shop import Shop

Eventually = Callable[..., None]
MEMBERS = {
    "currency",
    "generated_at",
    "time_zone",
    "today",
    "months",
    "hours",
    "top_products",
    "low_stock",
    "orders_by_status",
    "pinned",
}


def test_one_call_shows_how_the_shop_does(app: Flask, shop: Shop) -> None:
    admin = Caller(app, shop.staff())
    view = {"report": "sales", "title": "Sales of last week", "filters": {"status": "paid"}}
    saved = admin.post("/report-views", view).get_json()
    admin.call("PUT", f"/report-views/{saved['id']}/pin")
    answer = admin.get("/dashboard")
    assert answer.status_code == 200
    board: dict[str, Any] = answer.get_json()
    assert board.keys() == MEMBERS
    assert (len(board["months"]), len(board["hours"])) == (6, 48)
    assert {**saved, "is_pinned": True} in board["pinned"]


def test_the_dashboard_is_for_those_who_hold_its_permission(
    guest: Caller, customer: Caller, support: Caller
) -> None:
    refused(guest.get("/dashboard"), "unauthenticated", 401)
    for person in (customer, support):
        body = refused(person.get("/dashboard"), "forbidden", 403)
        assert "reports.dashboard" in body["detail"]
