"""A procedure is replaced under its callers, and a broken file replaces nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ops.migrations import MigrationError, verify
from tests.ops.migrations.shop import FAIL, Admin, answer_sql, killed_apply

FILE = "procedures/shop/answer.sql"
Beside = Callable[[str, str], Any]
# What the API tries again for up to a second: no such procedure, not yet granted.
REPLACED = {1305, 1370}


def test_replaced_20_times_beside_a_caller(admin: Admin, beside: Beside) -> None:
    admin.apply()
    with beside(admin.login_url("api_login"), "CALL answer()") as caller:
        for version in range(2, 22):
            admin.tree.write(FILE, answer_sql(version))
            assert [change.name for change in admin.apply()] == ["answer"]
            caller.wait_for_tries(5)
    assert set(caller.errors) <= REPLACED
    assert caller.longest_gap < 1
    assert admin.rows("CALL answer()", admin.login_url("api_login")) == [(21,)]


def test_a_broken_file_replaces_nothing(admin: Admin, beside: Beside) -> None:
    admin.apply()
    admin.tree.write("procedures/a.sql", answer_sql(5).replace("answer", "a"))
    admin.tree.write("procedures/settings/internal/fail.sql", FAIL.replace("45503", "45504"))
    admin.tree.write(FILE, answer_sql(2).replace("SELECT 2", "SELEC 2"))
    with beside(admin.login_url("api_login"), "CALL answer()") as caller:
        with pytest.raises(MigrationError, match=r"answer\.sql:9: You have an error"):
            admin.apply()
        caller.wait_for_tries(5)
    assert caller.errors == []
    assert admin.rows("CALL answer()", admin.login_url("api_login")) == [(1,)]
    assert "45503" in admin.rows("SHOW CREATE PROCEDURE store.fail")[0][2]


@pytest.mark.slow
def test_killed_after_any_statement(admin: Admin) -> None:
    admin.apply()
    deaths = 0
    while True:
        version = deaths + 2
        admin.tree.write(FILE, answer_sql(version))
        death = killed_apply(admin, deaths + 1, "answer__next")
        if death is None:
            break
        deaths += 1
        (answer,) = admin.rows("CALL answer()", admin.login_url("api_login"))
        assert answer[0] in (version - 1, version), death
        admin.apply()
        assert admin.rows("CALL answer()", admin.login_url("api_login")) == [(version,)], death
        assert verify(admin.url, admin.tree.path) == [], death
    assert deaths >= 4


def test_a_function_beside_procedures(admin: Admin) -> None:
    text = """\
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION twice (p_number INT)
RETURNS INT
COMMENT 'Twice the number.'
DETERMINISTIC
SQL SECURITY DEFINER
NO SQL
BEGIN
    RETURN p_number * 2;
END$$
DELIMITER ;
"""
    admin.tree.write("procedures/shop/internal/twice.sql", text)
    admin.apply()
    assert admin.rows("SELECT store.twice(4)") == [(8,)]
    admin.tree.write("procedures/shop/internal/twice.sql", text.replace("* 2", "+ p_number"))
    admin.apply()
    assert admin.lines == ["applied function twice (sql/procedures/shop/internal/twice.sql)"]
    admin.tree.remove("procedures/shop/internal/twice.sql")
    admin.apply()
    assert verify(admin.url, admin.tree.path) == []


def test_altered_by_hand_is_restored_and_kept(admin: Admin) -> None:
    admin.apply()
    admin.rows("ALTER PROCEDURE store.answer COMMENT 'by hand'")
    admin.apply()
    assert admin.lines == [
        f"applied procedure answer (sql/{FILE}), was altered by hand",
    ]
    ((definition,),) = admin.rows("SELECT definition FROM store_migrations.replaced_objects")
    assert "by hand" in definition
    assert verify(admin.url, admin.tree.path) == []
