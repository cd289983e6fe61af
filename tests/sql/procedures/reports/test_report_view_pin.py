"""report_view_pin."""

from __future__ import annotations

import json

from tests.sql.procedures.reports.conftest import Desk
from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop, new_secret


def test_a_view_is_pinned_by_each_for_themselves(shop: Shop, desk: Desk) -> None:
    view = desk.save(shop.staff(), "admin")["id"]
    colleague = shop.customer()
    shop.admin.execute("INSERT INTO user_roles VALUES (%s, 'admin')", colleague.id)
    for _ in range(2):
        row = shop.api.call("report_view_pin", colleague.session, view)[0]
        pinned = json.loads(row["document"])
        assert (pinned["is_pinned"], pinned["is_mine"]) == (True, False)
    pins = shop.admin.rows("SELECT user_id FROM report_view_pins WHERE report_view_id = %s", view)
    assert pins == [{"user_id": colleague.id}]


def test_report_view_pin__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("report_view_pin", new_secret(), NOBODY)


def test_report_view_pin__not_found(shop: Shop, desk: Desk) -> None:
    theirs = desk.save(shop.staff(), "customer")["id"]
    for view in (theirs, NOBODY):
        with refused("not_found"):
            shop.api.call("report_view_pin", shop.customer().session, view)
