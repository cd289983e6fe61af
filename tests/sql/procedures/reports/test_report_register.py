"""report_register."""

from __future__ import annotations

from tests.support.logins import refused
from tests.support.shop import Shop, unique


def test_report_register(shop: Shop) -> None:
    report, permission = unique("report"), unique("reports.p")
    for title in ("First", "Second"):
        shop.api.call("report_register", shop.services["api"], report, permission, title)
    found = shop.admin.rows("SELECT title FROM reports WHERE report_code = %s", report)
    assert found == [{"title": "Second"}]
    roles = shop.admin.rows(
        "SELECT role_code FROM role_permissions WHERE permission_code = %s", permission
    )
    assert roles == [{"role_code": "admin"}]


def test_the_permission_of_a_column_is_none_of_a_report(shop: Shop) -> None:
    permission = unique("reports.c")
    shop.api.call("report_register", shop.services["api"], None, permission, "Margin")
    held = "SELECT COUNT(*) FROM role_permissions WHERE permission_code = %s"
    assert shop.admin.value(held, permission) == 1
    reports = "SELECT COUNT(*) FROM reports WHERE permission_code = %s"
    assert shop.admin.value(reports, permission) == 0


def test_report_register_by_a_worker(shop: Shop) -> None:
    shop.work("report_register", unique("report"), "reports.tested", "Tested")


def test_report_register__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("report_register", None, "r", "reports.r", "R")


def test_report_register__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.api.call("report_register", shop.staff().session, "r", "reports.r", "R")
