"""report_view_delete."""

from __future__ import annotations

from tests.sql.procedures.reports.conftest import Desk
from tests.support.logins import refused
from tests.support.shop import NOBODY, Shop, new_secret


def colleague_of(shop: Shop) -> str:
    """The session of another administrator."""
    person = shop.customer()
    shop.admin.execute("INSERT INTO user_roles VALUES (%s, 'admin')", person.id)
    return person.session


def test_a_deleted_view_is_on_no_dashboard(shop: Shop, desk: Desk) -> None:
    view, colleague = desk.save(shop.staff(), "admin", "manager")["id"], colleague_of(shop)
    for session in (colleague, shop.staff().session):
        shop.api.call("report_view_pin", session, view)
    shop.api.call("report_view_delete", shop.staff().session, view)
    for table in ("report_views", "report_view_roles", "report_view_pins"):
        assert not shop.admin.rows(f"SELECT 1 FROM {table} WHERE report_view_id = %s", view)
    with refused("not_found"):
        shop.api.call("report_view_delete", shop.staff().session, view)


def test_report_view_delete__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("report_view_delete", new_secret(), NOBODY)


def test_report_view_delete__forbidden(shop: Shop, desk: Desk) -> None:
    view = desk.save(shop.staff(), "admin")["id"]
    with refused("forbidden"):
        shop.api.call("report_view_delete", colleague_of(shop), view)


def test_report_view_delete__not_found(shop: Shop, desk: Desk) -> None:
    view = desk.save(shop.staff())["id"]
    with refused("not_found"):
        shop.api.call("report_view_delete", colleague_of(shop), view)
