"""Grants are read as data."""

from __future__ import annotations

import pytest

from ops.migrations import MigrationError, verify
from ops.migrations.grants import Grant, parse
from tests.ops.migrations.shop import Admin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "GRANT SELECT (a, `b`), INSERT ON t TO r",
            [
                Grant("r@%", "SELECT", "a", "", "store.t"),
                Grant("r@%", "SELECT", "b", "", "store.t"),
                Grant("r@%", "INSERT", "", "", "store.t"),
            ],
        ),
        (
            "GRANT EXECUTE ON PROCEDURE `store`.`p` TO `r`@`%`, 'x'@'localhost'",
            [
                Grant("r@%", "EXECUTE", "", "PROCEDURE", "store.p"),
                Grant("x@localhost", "EXECUTE", "", "PROCEDURE", "store.p"),
            ],
        ),
        (
            "GRANT CREATE  TEMPORARY TABLES,\n SHOW VIEW ON store.*\nTO r WITH GRANT OPTION",
            [
                Grant("r@%", "CREATE TEMPORARY TABLES", "", "", "store.*"),
                Grant("r@%", "SHOW VIEW", "", "", "store.*"),
                Grant("r@%", "GRANT OPTION", "", "", "store.*"),
            ],
        ),
        ("GRANT ALL ON *.* TO r", [Grant("r@%", "ALL PRIVILEGES", "", "", "*.*")]),
        ("GRANT USAGE ON *.* TO `u`@`%` IDENTIFIED BY PASSWORD '*AB'", []),
        (
            "GRANT r, `s`@`%` TO u",
            [Grant("u@%", "ROLE", "", "", "r@%"), Grant("u@%", "ROLE", "", "", "s@%")],
        ),
        ("SET DEFAULT ROLE r TO 'u'@'%'", [Grant("u@%", "DEFAULT ROLE", "", "", "r@%")]),
        ("CREATE USER u", []),
    ],
)
def test_parse(text: str, expected: list[Grant]) -> None:
    assert list(parse(text)) == expected


def test_a_removed_line_is_revoked(admin: Admin) -> None:
    both = """\
GRANT SELECT (item_id, label) ON items TO store_api;
GRANT SELECT ON problems TO store_api;
"""
    admin.tree.write("grants.sql", both)
    admin.apply()
    admin.rows("SELECT label FROM items", admin.login_url("api_login"))
    admin.tree.write("grants.sql", "GRANT SELECT (item_id) ON items TO store_api;")
    admin.apply()
    assert admin.lines == [
        "revoked SELECT on store.problems for store_api@%",
        "revoked SELECT (label) on store.items for store_api@%",
    ]
    with pytest.raises(Exception, match="denied"):
        admin.rows("SELECT label FROM items", admin.login_url("api_login"))
    assert verify(admin.url, admin.tree.path) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\nGRANT SELECT ON nothing TO store_api;", r"grants\.sql:2: .*nothing"),
        ("GRANT SELECT ON items TO nobody;", r"grants\.sql:1: nobody@% is not created"),
    ],
)
def test_a_wrong_grant_names_its_line(admin: Admin, text: str, message: str) -> None:
    admin.tree.write("grants.sql", text)
    with pytest.raises(MigrationError, match=message):
        admin.apply()
