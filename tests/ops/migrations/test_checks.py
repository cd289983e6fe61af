"""Checks: silent while the promises hold, and plain about it when they do not."""

from __future__ import annotations

import pytest

from ops.migrations import MigrationError, run_checks
from tests.ops.migrations.shop import Admin

MARKED = "-- Each item is marked once.\nSELECT item_id, marks FROM items WHERE marks <> 1;"


def test_run_checks(admin: Admin) -> None:
    admin.tree.write("checks/items_marked.sql", MARKED)
    admin.tree.write("checks/labels.sql", "WITH a AS (SELECT 1) SELECT * FROM a WHERE 1 = 0;")
    admin.apply()
    url = admin.login_url("store_owner")
    admin.rows("INSERT INTO items (label) VALUES ('a')", url)
    assert run_checks(url, admin.tree.path) == []
    admin.rows("UPDATE items SET marks = 7", url)
    (violation,) = run_checks(admin.url, admin.tree.path)
    assert violation.check == "items_marked"
    assert violation.columns == ("item_id", "marks")
    assert str(violation) == "items_marked: 1 row\n    item_id=1, marks=7"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("DELETE FROM items;", "a check is one SELECT"),
        ("SELECT 1; SELECT 2;", "a check is one SELECT"),
        ("\n\nSELECT FROM items;", "checks/bad.sql:3: You have an error"),
        ("SELECT nothing FROM items;", "checks/bad.sql:1: Unknown column"),
    ],
)
def test_a_wrong_check_is_named(admin: Admin, text: str, message: str) -> None:
    admin.apply()
    admin.tree.write("checks/bad.sql", text)
    with pytest.raises(MigrationError, match=message):
        run_checks(admin.url, admin.tree.path)
