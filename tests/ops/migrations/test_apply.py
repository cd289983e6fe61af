"""Apply brings a server to the files, says what it did, and does nothing twice."""

from __future__ import annotations

import threading

import pytest

from ops.database import connect
from ops.migrations import MigrationError, apply, plan, status, verify
from tests.ops.migrations.shop import PASSWORDS, Admin, answer_sql, view_sql


def test_from_nothing_and_again(admin: Admin) -> None:
    admin.tree.write("seed/reference/problems.sql", "INSERT INTO problems VALUES ('gone', 404);")
    planned = [(change.kind, change.name) for change in plan(admin.url, admin.tree.path)]
    applied = [(change.kind, change.name) for change in admin.apply() if change.kind != "grant"]
    assert applied == planned
    assert len(applied) == 6
    assert verify(admin.url, admin.tree.path) == []
    assert admin.apply() == []
    assert admin.lines == []
    assert plan(admin.url, admin.tree.path) == []


def test_one_edited_procedure_is_one_line(admin: Admin) -> None:
    admin.apply()
    admin.tree.write("procedures/shop/answer.sql", answer_sql(2))
    groups = {group.name: group for group in status(admin.url, admin.tree.path)}
    assert (groups["procedure"].applied, groups["procedure"].changed) == (1, 1)
    (change,) = plan(admin.url, admin.tree.path)
    assert change.line(done=False) == "apply procedure answer (sql/procedures/shop/answer.sql)"
    admin.apply()
    assert admin.lines == ["applied procedure answer (sql/procedures/shop/answer.sql)"]
    assert admin.rows("CALL answer()", admin.login_url("api_login")) == [(2,)]
    assert verify(admin.url, admin.tree.path) == []


def test_definitions_keep_their_comments_and_settings(admin: Admin) -> None:
    admin.apply()
    shown = admin.rows("SHOW CREATE PROCEDURE store.answer")[0]
    assert "-- Why: version 1." in shown[2]
    assert "STRICT_TRANS_TABLES" in shown[1]
    assert shown[4] == "utf8mb4_unicode_ci"
    collations = admin.rows(
        "SELECT schema_name, default_collation_name FROM information_schema.schemata"
        " WHERE schema_name LIKE 'store%' ORDER BY 1"
    )
    names = ("store", "store_audit", "store_migrations")
    assert collations == [(name, "utf8mb4_unicode_ci") for name in names]


def test_views_wait_for_each_other(admin: Admin) -> None:
    admin.tree.write("views/a.sql", view_sql("a", "SELECT label FROM b"))
    admin.tree.write("views/b.sql", view_sql("b", "SELECT label FROM c"))
    admin.tree.write("views/c.sql", view_sql("c", "SELECT label FROM items"))
    admin.apply()
    assert verify(admin.url, admin.tree.path) == []
    admin.tree.write("views/a.sql", view_sql("a", "SELECT label FROM nothing"))
    with pytest.raises(MigrationError, match=r"sql/views/a\.sql:1: .*nothing"):
        admin.apply()
    admin.tree.remove("views/a.sql")
    admin.apply()
    assert admin.lines == ["dropped view a (sql/views/a.sql is gone)", _revoked("a")]
    assert verify(admin.url, admin.tree.path) == []


def _revoked(view: str) -> str:
    return f"revoked SELECT on store.{view} for store_api@%"


def test_a_seed_file_is_loaded_whole_or_not_at_all(admin: Admin) -> None:
    rows = "INSERT INTO problems VALUES ('gone', 404) ON DUPLICATE KEY UPDATE status = {};\n"
    path = "seed/reference/problems.sql"
    admin.tree.write(path, rows.format(404))
    admin.apply()
    admin.tree.write(path, rows.format(410) + "INSERT INTO problems VALUES ('bad', 1);")
    with pytest.raises(MigrationError, match=r"problems\.sql:2: .*ck_problems__status"):
        admin.apply()
    assert admin.rows("SELECT * FROM store.problems") == [("gone", 404)]
    admin.tree.write(path, rows.format(410))
    admin.apply()
    assert admin.lines == [f"applied seed problems.sql (sql/{path})"]
    assert admin.rows("SELECT * FROM store.problems") == [("gone", 410)]


def test_passwords(admin: Admin) -> None:
    admin.apply()
    connect(admin.login_url("api_login")).close()
    admin.rows("ALTER USER 'api_login'@'%' IDENTIFIED BY 'another'")
    admin.apply()
    assert admin.lines == ["set the password of api_login"]
    connect(admin.login_url("api_login")).close()
    admin.rows("ALTER USER 'api_login'@'%' ACCOUNT LOCK")
    admin.apply()
    assert admin.lines == ["login api_login was locked by hand and is left so"]


def test_accounts_made_by_the_stock_client_get_their_passwords(admin: Admin) -> None:
    admin.rows("CREATE USER 'api_login'@'%' ACCOUNT LOCK")
    admin.apply()
    connect(admin.login_url("api_login")).close()


def test_a_login_without_password_is_refused(admin: Admin) -> None:
    with pytest.raises(MigrationError, match="no password is given for store_owner@localhost"):
        apply(admin.url, admin.tree.path, {}, admin.lines.append)


def test_two_runners_at_once(admin: Admin) -> None:
    said: list[list[str]] = [[], []]
    failed: list[Exception] = []

    def run(number: int) -> None:
        try:
            apply(admin.url, admin.tree.path, PASSWORDS, said[number].append)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(number,)) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    waited = [lines for lines in said if any("another runner" in line for line in lines)]
    assert len(waited) == 1
    assert len(waited[0]) == 1
    assert verify(admin.url, admin.tree.path) == []


def test_a_lost_schema_is_not_taken_for_a_new_server(admin: Admin) -> None:
    admin.apply()
    admin.rows("DROP SCHEMA store")
    for _ in range(2):
        with pytest.raises(MigrationError, match="the schema store is gone"):
            admin.apply()


def test_the_runs_table_tells_whether_everything_is_applied(admin: Admin) -> None:
    admin.apply()
    admin.apply()
    admin.tree.write("procedures/shop/answer.sql", answer_sql(2))
    admin.apply()
    sums = admin.rows("SELECT tree_checksum FROM store_migrations.runs")
    assert len(sums) == len(set(sums)) == 2
