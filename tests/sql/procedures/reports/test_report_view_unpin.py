"""report_view_unpin."""

from __future__ import annotations

import json

from tests.sql.procedures.reports.conftest import Desk
from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop, new_secret


def test_report_view_unpin(shop: Shop, desk: Desk) -> None:
    view, session = desk.save(shop.staff())["id"], shop.staff().session
    shop.api.call("report_view_pin", session, view)
    for _ in range(2):
        row = shop.api.call("report_view_unpin", session, view)[0]
        assert json.loads(row["document"])["is_pinned"] is False


def test_report_view_unpin__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("report_view_unpin", new_secret(), NOBODY)


def test_report_view_unpin__not_found(shop: Shop) -> None:
    with refused("not_found"):
        shop.api.call("report_view_unpin", shop.staff().session, NOBODY)
