"""Verify names every drift."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ops.migrations import verify
from ops.migrations.verify import short_diff, table_differences
from tests.ops.migrations.shop import ACCOUNTS, Admin, answer_sql, view_sql

BY_HAND = [
    ("ALTER TABLE store.items ADD COLUMN note TEXT", "changed table items: column note was added"),
    ("ALTER TABLE store.items DROP COLUMN marks", "changed table items: column marks is gone"),
    ("ALTER TABLE store.items MODIFY label TEXT", "column label is now `label` text"),
    ("CREATE INDEX ix_hand ON store.items (marks)", "table items: index ix_hand was added"),
    (
        "ALTER TABLE store.problems DROP CONSTRAINT ck_problems__status",
        "table problems: constraint ck_problems__status is gone",
    ),
    ("ALTER TABLE store.items COMMENT 'x'", "table items: its options is now"),
    ("ALTER TABLE store.items MODIFY label VARCHAR(40) NOT NULL FIRST", "another order"),
    ("ALTER TABLE store_audit.entries ADD COLUMN x INT", "table store_audit.entries: column x"),
    ("DROP TABLE store.items", "missing table items: does not exist (sql/schema/0001_shop.sql)"),
    ("CREATE TABLE store.x (a INT)", "extra table x: no schema file made it"),
    ("ALTER PROCEDURE store.answer COMMENT 'x'", "changed procedure answer: was altered by hand"),
    ("DROP PROCEDURE store.answer", "missing procedure answer: does not exist"),
    ("CREATE PROCEDURE store.x () SELECT 1", "extra procedure x: has no file"),
    ("CREATE PROCEDURE store_audit.x () SELECT 1", "extra procedure store_audit.x: has no file"),
    ("CREATE FUNCTION store.x () RETURNS INT NO SQL RETURN 1", "extra function x: has no file"),
    ("DROP TRIGGER store.items__before_insert", "missing trigger items__before_insert"),
    (
        "CREATE TRIGGER store.x BEFORE DELETE ON store.items FOR EACH ROW SET @a = 1",
        "extra trigger x: has no file",
    ),
    ("CREATE OR REPLACE VIEW store.names AS SELECT 1 AS label", "changed view names"),
    ("DROP VIEW store.names", "missing view names: does not exist"),
    ("CREATE VIEW store.x AS SELECT 1 AS a", "extra view x: has no file"),
    ("ALTER TABLE store.items RENAME COLUMN label TO title", "view names: does not work any more"),
    (
        "CREATE EVENT store.x ON SCHEDULE EVERY 1 DAY DO SELECT 1",
        "extra event store.x: has no file",
    ),
    (
        "REVOKE EXECUTE ON PROCEDURE store.answer FROM {api}",
        (
            "missing grant EXECUTE on procedure store.answer for store_api@%: declared in"
            " sql/procedures/shop/answer.sql:12"
        ),
    ),
    (
        "REVOKE SELECT (label) ON store.items FROM {api}",
        "missing grant SELECT (label) on store.items for store_api@%: declared in sql/grants.sql:1",
    ),
    (
        "REVOKE INSERT ON store.* FROM 'store_owner'@'localhost'",
        "missing grant INSERT on store.* for store_owner@localhost",
    ),
    (
        "REVOKE {api} FROM 'api_login'@'%'",
        "missing grant role store_api of api_login@%: declared in sql/accounts.sql:6",
    ),
    ("{no_default_role}", "missing grant default role store_api of api_login@%"),
    (
        "GRANT UPDATE ON store.items TO {api}",
        "extra grant UPDATE on store.items for store_api@%: no file declares it",
    ),
    (
        "GRANT DROP ON store.* TO 'store_owner'@'localhost'",
        "extra grant DROP on store.* for store_owner@localhost",
    ),
    ("DROP USER 'api_login'@'%'", "missing login api_login@%: is gone"),
    ("DROP ROLE {api}", "missing role store_api@%: is gone"),
    (
        "ALTER DATABASE store COLLATE utf8mb4_bin",
        "changed schema store: its default collation is utf8mb4_bin",
    ),
]
# Apply does not alter tables or drop what a DBA made; it repairs the rest.
NOT_REPAIRED = (
    "table ",
    "extra procedure",
    "extra function",
    "extra trigger",
    "extra view",
    "extra event",
    "changed schema",
    "does not work",
)


@pytest.fixture
def applied(admin: Admin) -> Admin:
    admin.tree.write("views/names.sql", view_sql("names", "SELECT label FROM items"))
    admin.tree.write("grants.sql", "GRANT SELECT (item_id, label) ON items TO store_api;")
    admin.apply()
    return admin


@pytest.mark.parametrize(("statement", "expected"), BY_HAND, ids=[sql for sql, _ in BY_HAND])
def test_a_change_by_hand_is_named(applied: Admin, statement: str, expected: str) -> None:
    mysql = applied.flavor == "mysql"
    applied.rows(
        statement.format(
            api="'store_api'",
            no_default_role=f"SET DEFAULT ROLE NONE {'TO' if mysql else 'FOR'} 'api_login'@'%'",
        )
    )
    drifts = [str(drift) for drift in verify(applied.url, applied.tree.path)]
    assert any(expected in drift for drift in drifts), drifts
    if not any(told in drift for told in NOT_REPAIRED for drift in drifts):
        applied.apply()
        assert verify(applied.url, applied.tree.path) == []


def test_clean_after_data_came_in(applied: Admin) -> None:
    applied.rows("INSERT INTO items (label) VALUES ('a'), ('b')", applied.login_url("store_owner"))
    assert verify(applied.url, applied.tree.path) == []


def test_an_edited_file_is_named(applied: Admin) -> None:
    applied.tree.write("procedures/shop/answer.sql", answer_sql(2))
    (drift,) = verify(applied.url, applied.tree.path)
    told = "changed procedure answer: its file was edited and is not applied"
    assert str(drift).startswith(told)


def test_the_stock_clients_work_is_told_from_applys(applied: Admin) -> None:
    applied.rows("DROP PROCEDURE store.answer")
    applied.rows("CREATE PROCEDURE store.answer () SELECT 1 AS answer")
    drifts = verify(applied.url, applied.tree.path)
    changed = next(drift for drift in drifts if drift.kind == "procedure")
    assert changed.finding.startswith("was altered by hand")
    assert "store_owner" in changed.detail


def test_an_empty_server_is_all_drift(admin: Admin) -> None:
    drifts = verify(admin.url, admin.tree.path)
    assert {(drift.what, drift.name) for drift in drifts} >= {
        ("missing", "store"),
        ("missing", "sql/schema/0001_shop.sql"),
        ("missing", "answer"),
        ("missing", "store_owner@localhost"),
    }


STRANGERS = [
    (
        "CREATE USER 'stranger'@'%' IDENTIFIED BY 'x1'; GRANT ALL ON *.* TO 'stranger'@'%'",
        "extra account stranger@%: no file names it; it has ",
        " on *.*",
    ),
    (
        "CREATE USER 'stranger'@'%' IDENTIFIED BY 'x1'",
        "extra account stranger@%: no file names it; it has no grants",
        "",
    ),
    (
        "CREATE USER 'stranger'@'%' IDENTIFIED BY 'x1';"
        " GRANT EXECUTE ON PROCEDURE store.answer TO 'stranger'@'%'",
        "extra account stranger@%: no file names it; it has EXECUTE on store.answer",
        "",
    ),
    (
        "CREATE USER 'stranger'@'%' IDENTIFIED BY 'x1';"
        " GRANT SELECT, INSERT ON store.* TO 'stranger'@'%'",
        "it has INSERT, SELECT on store.*",
        "",
    ),
    (
        "CREATE USER 'stranger'@'%' IDENTIFIED BY 'x1'; GRANT {api} TO 'stranger'@'%'",
        "it has ROLE on role store_api",
        "",
    ),
    (
        "CREATE USER 'stranger'@'localhost'",
        "changed account stranger@localhost: has no password",
        "",
    ),
    (
        "CREATE USER 'stranger'@'10.1.2.%' IDENTIFIED BY ''",
        "changed account stranger@10.1.2.%: has no password",
        "",
    ),
    (
        "CREATE ROLE 'stray'; GRANT UPDATE ON store.items TO 'stray'",
        " stray@%: no file names it; it has UPDATE on store.items",
        "",
    ),
    (
        "ALTER USER 'api_login'@'%' IDENTIFIED BY 'storekeeper-demo'",
        "changed account api_login@%: has a password that everybody knows",
        "",
    ),
    (
        "ALTER USER 'api_login'@'%' IDENTIFIED BY 'api_login'",
        "changed account api_login@%: has a password that everybody knows",
        "",
    ),
    (
        "ALTER USER 'api_login'@'%' IDENTIFIED BY ''",
        "changed account api_login@%: has no password",
        "",
    ),
    (
        "ALTER USER 'store_retention'@'localhost' ACCOUNT UNLOCK",
        "changed account store_retention@localhost: is open; nobody logs in as this one",
        "",
    ),
    (
        "GRANT {global_privilege} ON *.* TO 'api_login'@'%'",
        "extra grant {global_privilege} on *.* for api_login@%: no file declares it",
        "",
    ),
    (
        "GRANT SELECT ON mysql.* TO {api}",
        "extra grant SELECT on mysql.* for store_api@%: no file declares it",
        "",
    ),
    ("{open_built_in}", "changed account {built_in}@localhost: is open", ""),
    ("{to_everybody}", "{everybody}", ""),
]
UNDO = [
    "DROP USER IF EXISTS 'stranger'@'%', 'stranger'@'localhost', 'stranger'@'10.1.2.%'",
    "DROP ROLE IF EXISTS 'stray'",
    "{close_built_in}",
    "{from_everybody}",
]
WORDS = {
    "mysql": {
        "api": "'store_api'",
        "global_privilege": "SYSTEM_VARIABLES_ADMIN",
        "built_in": "mysql.session",
        "open_built_in": "ALTER USER 'mysql.session'@'localhost' ACCOUNT UNLOCK",
        "close_built_in": "ALTER USER 'mysql.session'@'localhost' ACCOUNT LOCK",
        "to_everybody": "SET GLOBAL mandatory_roles = 'store_api'",
        "from_everybody": "SET GLOBAL mandatory_roles = ''",
        "everybody": "changed server setting mandatory_roles: is store_api",
    },
    "mariadb": {
        "api": "'store_api'",
        "global_privilege": "BINLOG ADMIN",
        "built_in": "mariadb.sys",
        "open_built_in": "ALTER USER 'mariadb.sys'@'localhost' ACCOUNT UNLOCK",
        "close_built_in": "ALTER USER 'mariadb.sys'@'localhost' ACCOUNT LOCK",
        "to_everybody": "GRANT SELECT ON store.* TO PUBLIC",
        "from_everybody": "GRANT SELECT ON store.* TO PUBLIC; REVOKE SELECT ON store.* FROM PUBLIC",
        "everybody": "extra role PUBLIC@%: no file names it; it has SELECT on store.*",
    },
}


@pytest.fixture
def with_retention(admin: Admin) -> Iterator[Admin]:
    """Our accounts, one that nobody logs in as among them; strangers go when the test ends."""
    locked = "CREATE USER IF NOT EXISTS 'store_retention'@'localhost' ACCOUNT LOCK;"
    admin.tree.write("accounts.sql", ACCOUNTS + locked)
    admin.apply()
    yield admin
    for statement in ";".join(UNDO).format(**WORDS[admin.flavor]).split(";"):
        admin.rows(statement)


@pytest.mark.parametrize(
    ("statements", "expected", "also"), STRANGERS, ids=[sql for sql, _, _ in STRANGERS]
)
def test_who_may_come_in_without_a_file_is_named(
    with_retention: Admin, statements: str, expected: str, also: str
) -> None:
    assert verify(with_retention.url, with_retention.tree.path) == []
    words = WORDS[with_retention.flavor]
    for statement in statements.format(**words).split(";"):
        with_retention.rows(statement)
    drifts = [str(drift) for drift in verify(with_retention.url, with_retention.tree.path)]
    assert any(expected.format(**words) in drift and also in drift for drift in drifts), drifts


SETTINGS = [
    ("innodb_flush_log_at_trx_commit", "2"),
    ("sync_binlog", "0"),
    ("sql_mode", "''"),
    ("{isolation}", "'REPEATABLE-READ'"),
    ("event_scheduler", "ON"),
    ("log_bin_trust_function_creators", "OFF"),
    ("character_set_server", "latin1"),
    ("binlog_format", "'MIXED'"),
    ("foreign_key_checks", "OFF"),
    ("unique_checks", "OFF"),
    ("init_connect", "'SET foreign_key_checks = 0'"),
    ("local_infile", "ON"),
]


@pytest.mark.parametrize(("name", "value"), SETTINGS)
def test_a_server_setting_that_a_promise_needs_is_named(
    applied: Admin, name: str, value: str
) -> None:
    name = name.format(
        isolation="transaction_isolation" if applied.flavor == "mysql" else "tx_isolation"
    )
    (kept,) = applied.rows(f"SELECT @@GLOBAL.{name}")[0]
    applied.rows(f"SET GLOBAL {name} = {value}")
    try:
        drifts = [str(drift) for drift in verify(applied.url, applied.tree.path)]
    finally:
        applied.rows(f"SET GLOBAL {name} = {kept!r}")
    assert len(drifts) == 1
    assert drifts[0].startswith(f"changed server setting {name}: is ")
    assert verify(applied.url, applied.tree.path) == []


def test_a_server_without_time_zones_is_named(applied: Admin) -> None:
    applied.rows("RENAME TABLE mysql.time_zone_name TO mysql.time_zone_name_away")
    applied.rows("CREATE TABLE mysql.time_zone_name LIKE mysql.time_zone_name_away")
    try:
        drifts = [str(drift) for drift in verify(applied.url, applied.tree.path)]
    finally:
        applied.rows("DROP TABLE mysql.time_zone_name")
        applied.rows("RENAME TABLE mysql.time_zone_name_away TO mysql.time_zone_name")
    assert [drift for drift in drifts if "server setting time zones: are not loaded" in drift]


def test_months_and_counters_are_no_drift(admin: Admin) -> None:
    admin.tree.write(
        "schema/0002_log.sql",
        "CREATE TABLE store_audit.log (id INT NOT NULL AUTO_INCREMENT, on_day DATE NOT NULL,"
        " PRIMARY KEY (id, on_day)) PARTITION BY RANGE COLUMNS (on_day)"
        " (PARTITION p1 VALUES LESS THAN ('2026-01-01'),"
        " PARTITION p2 VALUES LESS THAN (MAXVALUE));",
    )
    admin.apply()
    admin.rows("INSERT INTO store_audit.log (on_day) VALUES ('2026-05-05')")
    admin.rows("ALTER TABLE store_audit.log DROP PARTITION p1")
    assert verify(admin.url, admin.tree.path) == []
    admin.rows("ALTER TABLE store_audit.log REMOVE PARTITIONING")
    assert [drift.name for drift in verify(admin.url, admin.tree.path)] == ["store_audit.log"]


def test_short_diff_is_cut() -> None:
    old = "\n".join(f"line {number}" for number in range(40))
    assert short_diff(old, old.replace("line", "row")).endswith("more lines")


def test_table_differences_name_parts() -> None:
    old = "CREATE TABLE t (\n  `a` int,\n  PRIMARY KEY (`a`),\n  KEY `ix` (`a`)\n) ENGINE=InnoDB"
    new = "CREATE TABLE t (\n  `a` int,\n  KEY `ix` (`a` DESC)\n) ENGINE=InnoDB"
    assert table_differences(old, new) == [
        "primary key is gone",
        "index ix is now KEY `ix` (`a` DESC) and was KEY `ix` (`a`)",
    ]
