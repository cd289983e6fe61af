"""Schema files run once, in order, and go on where they were stopped."""

from __future__ import annotations

import pytest

from ops.migrations import MigrationError, status, verify
from ops.migrations.schema import tables_touched
from tests.ops.migrations.shop import SHOP, Admin, killed_apply

SECOND = "schema/0002_more.sql"
MORE = """\
-- More.
CREATE TABLE boxes (box_id INT NOT NULL, PRIMARY KEY (box_id));
INSERT INTO boxes VALUES (1);
ALTER TABLE boxes ADD COLUMN width_qty INT NULL;
"""


def test_a_failure_half_way_goes_on_there(admin: Admin) -> None:
    admin.apply()
    admin.tree.write(SECOND, MORE.replace("ADD COLUMN width_qty", "AD COLUMN width_qty"))
    for _ in range(2):
        with pytest.raises(MigrationError) as caught:
            admin.apply()
        assert str(caught.value).startswith("sql/schema/0002_more.sql:4: You have an error")
        assert "statement 3 of 3" in str(caught.value)
        assert "in: ALTER TABLE boxes AD COLUMN" in str(caught.value)
    groups = {group.name: group for group in status(admin.url, admin.tree.path)}
    assert (groups["schema"].applied, groups["schema"].changed) == (1, 1)
    # The statements that are not done may be edited; that is how one repairs it.
    admin.tree.write(SECOND, MORE)
    admin.apply()
    assert admin.lines[0] == "schema 0002_more.sql: goes on at statement 3 of 3"
    assert (
        "schema 0002_more.sql 3/3: ALTER TABLE boxes ADD COLUMN width_qty INT NULL" in admin.lines
    )
    assert admin.rows("SELECT * FROM store.boxes") == [(1, None)]
    assert verify(admin.url, admin.tree.path) == []
    assert admin.apply() == []


def test_a_done_statement_may_not_be_edited(admin: Admin) -> None:
    admin.apply()
    admin.tree.write(SECOND, MORE.replace("ADD COLUMN", "AD COLUMN"))
    with pytest.raises(MigrationError):
        admin.apply()
    admin.tree.write(SECOND, MORE.replace("VALUES (1)", "VALUES (2)"))
    with pytest.raises(MigrationError, match=r"0002_more\.sql:3: statement 2 was edited"):
        admin.apply()


def test_an_edited_file_stops_apply(admin: Admin) -> None:
    admin.apply()
    admin.tree.write("schema/0001_shop.sql", SHOP.replace("VARCHAR(40)", "VARCHAR(50)"))
    with pytest.raises(MigrationError, match=r"0001_shop\.sql: was edited .*\./store reset"):
        admin.apply()
    (drift,) = verify(admin.url, admin.tree.path)
    assert drift.name == "sql/schema/0001_shop.sql"
    admin.tree.write("schema/0001_shop.sql", "-- Another word.\n" + SHOP)
    assert admin.apply() == []
    admin.tree.remove("schema/0001_shop.sql")
    with pytest.raises(MigrationError, match=r"0001_shop\.sql was applied and is gone"):
        admin.apply()


def test_files_out_of_order_are_refused(admin: Admin) -> None:
    admin.tree.write("schema/0003_later.sql", "CREATE TABLE later (a INT);")
    admin.apply()
    admin.tree.write(SECOND, MORE)
    with pytest.raises(MigrationError, match=r"0002_more\.sql: comes before 0003_later\.sql"):
        admin.apply()


@pytest.mark.slow
def test_killed_after_any_statement(admin: Admin) -> None:
    admin.apply()
    deaths = 0
    while True:
        # Each death starts from the same state, one statement further.
        admin.rows("DROP TABLE IF EXISTS store.boxes")
        for table in ("schema_files", "schema_statements", "objects"):
            key = "('0002_more.sql', 'boxes')"
            admin.rows(f"DELETE FROM store_migrations.{table} WHERE name IN {key}")
        admin.tree.write(SECOND, MORE)
        death = killed_apply(admin, deaths + 1, "INSERT INTO store_migrations.schema_files")
        if death is None:
            break
        deaths += 1
        admin.apply()
        assert admin.rows("SELECT * FROM store.boxes") == [(1, None)], death
        assert verify(admin.url, admin.tree.path) == [], death
    assert deaths > 15


def test_a_change_by_hand_does_not_slip_into_the_record(admin: Admin) -> None:
    admin.apply()
    admin.rows("ALTER TABLE store.items ADD COLUMN note TEXT")
    admin.tree.write(SECOND, "ALTER TABLE items ADD COLUMN size_qty INT NULL;")
    with pytest.raises(MigrationError, match=r"0002_more\.sql:1: table items was altered by hand"):
        admin.apply()
    admin.rows("ALTER TABLE store.items DROP COLUMN note")
    admin.apply()
    assert verify(admin.url, admin.tree.path) == []


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        ("CREATE TABLE IF NOT EXISTS a (b INT)", ["a"]),
        ("ALTER TABLE `store`.`a` ADD b INT", ["a"]),
        ("create table store_audit.entries (b INT)", ["store_audit.entries"]),
        ("CREATE UNIQUE INDEX x ON a (b)", ["a"]),
        ("DROP INDEX x ON a", ["a"]),
        ("DROP TABLE IF EXISTS a, b", ["a", "b"]),
        ("RENAME TABLE a TO b, c TO d", ["a", "b", "c", "d"]),
        ("SET @a = 1", []),
    ],
)
def test_tables_touched(text: str, tables: list[str]) -> None:
    assert tables_touched(text) == tables
