"""report_view_create."""

from __future__ import annotations

import json

import pytest

from tests.sql.procedures.reports.conftest import Desk
from tests.support.logins import refused
from tests.support.shop import Shop, unique

VIEW = ("Title", '{"from": "last_month", "status": ["paid"]}', "day,category", "-revenue", "[]")


def test_report_view_create(shop: Shop, desk: Desk) -> None:
    report = desk.register()
    row = shop.api.call("report_view_create", shop.staff().session, report, *VIEW)[0]
    view = json.loads(row["document"])
    name = shop.admin.value("SELECT name FROM users WHERE user_id = %s", shop.staff().id)
    assert view == {
        "id": view["id"],
        "report": report,
        "title": "Title",
        "filters": {"from": "last_month", "status": ["paid"]},
        "group_by": "day,category",
        "sort": "-revenue",
        "shared_with": [],
        "is_mine": True,
        "is_pinned": False,
        "owner": {"id": shop.staff().id, "name": name},
    }


def test_a_view_is_seen_by_its_owner_and_by_roles_it_is_shared_with(shop: Shop, desk: Desk) -> None:
    admin, manager, report = shop.staff(), shop.staff("manager"), desk.register()
    shared, own = (desk.save(admin, *roles, report=report) for roles in (["manager"], []))
    assert {shared["id"], own["id"]} <= desk.seen(admin)
    # The role alone is not enough: the report must be one that the role may see.
    assert shared["id"] not in desk.seen(manager)
    grant = "role_permissions (role_code, permission_code) VALUES ('manager', 'reports.tested')"
    shop.admin.execute(f"INSERT INTO {grant}")
    assert desk.seen(manager) & {shared["id"], own["id"]} == {shared["id"]}
    shop.admin.execute("DELETE FROM role_permissions WHERE permission_code = 'reports.tested'")
    assert shared["id"] not in desk.seen(admin)
    grant = grant.replace("manager", "admin")
    shop.admin.execute(f"INSERT INTO {grant}")
    assert shared["id"] in desk.seen(admin)


def test_a_report_that_was_moved_out_of_reach_takes_its_views_along(shop: Shop, desk: Desk) -> None:
    view = desk.save(shop.staff())
    shop.api.call(
        "report_register", shop.services["api"], view["report"], unique("reports.o"), "Tested"
    )
    assert view["id"] in desk.seen(shop.staff())
    shop.admin.execute(
        "DELETE g FROM role_permissions AS g INNER JOIN reports AS r"
        " ON g.permission_code = r.permission_code WHERE r.report_code = %s",
        view["report"],
    )
    assert view["id"] not in desk.seen(shop.staff())


def test_report_view_create__unauthenticated(shop: Shop, desk: Desk) -> None:
    with refused("unauthenticated"):
        shop.api.call("report_view_create", None, desk.register(), *VIEW)


def test_report_view_create__forbidden(shop: Shop, desk: Desk) -> None:
    for person, report in ((shop.customer(), desk.register()), (shop.staff(), "no-such-report")):
        with refused("forbidden"):
            shop.api.call("report_view_create", person.session, report, *VIEW)


@pytest.mark.parametrize(
    "wrong",
    [
        ("  ", "{}", None, None, "[]"),
        ("a\nb", "{}", None, None, "[]"),
        ("Title", "[]", None, None, "[]"),
        ("Title", "{}", None, None, '["nobody"]'),
    ],
)
def test_report_view_create__validation_failed(
    shop: Shop, desk: Desk, wrong: tuple[str, ...]
) -> None:
    with refused("validation_failed"):
        shop.api.call("report_view_create", shop.staff().session, desk.register(), *wrong)


def test_report_view_create__too_many_views(shop: Shop, desk: Desk) -> None:
    desk.save(shop.staff())
    with shop.setting("report_view_limit", "1"), refused("too_many_views"):
        desk.save(shop.staff())
