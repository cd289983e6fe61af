"""Saved views over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.caller import Caller, refused
from tests.support.shop import NOBODY, Shop, unique

WANTED = {
    "report": "sales",
    "filters": {"from": "last_month", "to": "last_month"},
    "group_by": "category",
    "sort": "-revenue",
    "shared_with": ["manager"],
}


@pytest.fixture
def saved(admin: Caller) -> dict[str, Any]:
    """A view that an administrator saved and shared with managers."""
    answer = admin.post("/report-views", {**WANTED, "title": unique("view")})
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.get_json()
    assert answer.headers["Location"] == f"/api/v1/report-views/{body['id']}"
    return body


def test_a_view_is_saved_listed_changed_pinned_and_deleted(
    admin: Caller, saved: dict[str, Any]
) -> None:
    path = f"/report-views/{saved['id']}"
    assert admin.get(path).get_json() == saved
    assert saved in admin.get("/report-views?report=sales&page_size=100").get_json()["items"]
    assert admin.get("/report-views?report=none").get_json()["items"] == []
    changed = admin.patch(path, {"title": "Another", "group_by": None}).get_json()
    assert changed == {**saved, "title": "Another", "group_by": None}
    pinned = admin.call("PUT", f"{path}/pin").get_json()
    assert pinned == {**changed, "is_pinned": True}
    assert admin.delete(f"{path}/pin").get_json() == changed
    assert admin.delete(path).status_code == 204
    refused(admin.get(path), "not_found", 404)


def test_who_plays_the_role_sees_it_once_the_report_is_theirs(
    app: Any, shop: Shop, saved: dict[str, Any]
) -> None:
    manager, path = Caller(app, shop.staff("manager")), f"/report-views/{saved['id']}"
    refused(manager.get(path), "not_found", 404)
    grant = "role_permissions (role_code, permission_code) VALUES ('manager', 'reports.sales')"
    shop.admin.execute(f"INSERT INTO {grant}")
    try:
        seen = {**saved, "is_mine": False}
        assert manager.get(path).get_json() == seen
        assert manager.call("PUT", f"{path}/pin").get_json() == {**seen, "is_pinned": True}
        refused(manager.patch(path, {"title": "Mine"}), "forbidden", 403)
        refused(manager.delete(path), "forbidden", 403)
    finally:
        shop.admin.execute(
            "DELETE FROM role_permissions WHERE role_code = 'manager'"
            " AND permission_code = 'reports.sales'"
        )
    refused(manager.delete(f"{path}/pin"), "not_found", 404)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "a\u2028b"}, "title"),
        ({"filters": {"nothing": "x"}}, "nothing"),
        ({"filters": {"from": "never"}}, "from"),
        ({"filters": {str(number): "x" for number in range(51)}}, "filters"),
        ({"group_by": "nothing"}, "group_by"),
        ({"group_by": "a,b,c"}, "group_by"),
        ({"sort": "nothing"}, "sort"),
        ({"shared_with": ["nobody"]}, "shared_with"),
        ({"owner": 1}, "owner"),
    ],
)
def test_what_the_report_does_not_have_is_refused(
    admin: Caller, saved: dict[str, Any], wrong: dict[str, Any], field: str
) -> None:
    body = {**WANTED, "title": "Title", **wrong}
    refused(admin.post("/report-views", body), "validation_failed", 422, field)
    path = f"/report-views/{saved['id']}"
    refused(admin.patch(path, wrong), "validation_failed", 422, field)


def test_a_report_that_one_may_not_see_has_no_views(customer: Caller, admin: Caller) -> None:
    refused(customer.post("/report-views", {**WANTED, "title": "T"}), "forbidden", 403)
    assert customer.get("/report-views").get_json()["items"] == []
    wanted = {**WANTED, "report": "none", "title": "T"}
    refused(admin.post("/report-views", wanted), "not_found", 404)
    refused(admin.patch(f"/report-views/{NOBODY}", {}), "not_found", 404)


def test_who_sees_a_report_learns_with_which_roles_a_view_of_it_can_be_shared(
    admin: Caller, customer: Caller
) -> None:
    roles = admin.get("/reports/sales/roles").get_json()["items"]
    assert {"code": "admin", "title": "Administrator"} in roles
    refused(admin.get("/reports/none/roles"), "not_found", 404)
    refused(customer.get("/reports/sales/roles"), "forbidden", 403)
