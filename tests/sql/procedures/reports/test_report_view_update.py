"""report_view_update."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.sql.procedures.reports.conftest import Desk
from tests.support.logins import refused
from tests.support.shop import NOBODY, Person, Shop, new_secret


def change(shop: Shop, person: Person, view: int, **fields: Any) -> dict[str, Any]:
    """The view as it is then."""
    row = shop.api.call("report_view_update", person.session, view, json.dumps(fields))[0]
    return dict(json.loads(row["document"]))


def test_report_view_update(shop: Shop, desk: Desk) -> None:
    staff = shop.staff()
    view = desk.save(staff, "manager", "support")
    assert change(shop, staff, view["id"]) == view
    fields = {"title": "Other", "filters": {"a": [1, "x"]}, "group_by": "a,b", "sort": "c"}
    changed = change(shop, staff, view["id"], **fields)
    assert changed == {**view, **fields}
    changed = change(shop, staff, view["id"], group_by=None, sort=None, shared_with=["support"])
    assert changed == {
        **view,
        **fields,
        "group_by": None,
        "sort": None,
        "shared_with": ["support"],
    }


def test_report_view_update__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("report_view_update", new_secret(), NOBODY, "{}")


def test_report_view_update__forbidden(shop: Shop, desk: Desk) -> None:
    colleague = shop.customer()
    shop.admin.execute("INSERT INTO user_roles VALUES (%s, 'admin')", colleague.id)
    view = desk.save(shop.staff(), "admin")
    assert view["id"] in desk.seen(colleague)
    with refused("forbidden"):
        change(shop, colleague, view["id"], title="Mine")


def test_report_view_update__not_found(shop: Shop, desk: Desk) -> None:
    theirs = desk.save(shop.staff())["id"]
    for view in (theirs, NOBODY):
        with refused("not_found"):
            change(shop, shop.customer(), view, title="Mine")


@pytest.mark.parametrize(
    "wrong",
    [{"title": " "}, {"filters": []}, {"shared_with": ["nobody"]}, {"sort": "a\tb"}],
)
def test_report_view_update__validation_failed(
    shop: Shop, desk: Desk, wrong: dict[str, Any]
) -> None:
    view = desk.save(shop.staff())["id"]
    with refused("validation_failed"):
        change(shop, shop.staff(), view, **wrong)
