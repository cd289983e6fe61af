"""Triggers are written from what the server says, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from ops.migrations import MigrationError, generate
from ops.migrations.scratch import generate_from_files
from tests.ops.migrations.shop import Admin

GUARDS = """\
CREATE TABLE guarded_tables (
    table_name VARCHAR(64) NOT NULL,
    subsystem_code VARCHAR(32) NOT NULL,
    guard VARCHAR(16) NOT NULL,
    is_kept BOOLEAN NOT NULL,
    PRIMARY KEY (table_name)
);
CREATE TABLE guarded_columns (
    table_name VARCHAR(64) NOT NULL,
    column_name VARCHAR(64) NOT NULL,
    treatment VARCHAR(16) NOT NULL,
    owner_column VARCHAR(64) NULL,
    PRIMARY KEY (table_name, column_name)
);
CREATE TABLE notes (
    user_id BIGINT UNSIGNED NOT NULL,
    token BINARY(4) NOT NULL,
    text VARCHAR(40) NOT NULL,
    pin VARCHAR(8) NOT NULL,
    tags JSON NOT NULL,
    version INT NOT NULL,
    twice INT AS (version * 2),
    PRIMARY KEY (user_id, token)
);
INSERT INTO guarded_columns (table_name, column_name, treatment, owner_column)
VALUES
('notes', 'user_id', 'fixed', NULL),
('notes', 'text', 'sealed', 'user_id'),
('notes', 'pin', 'secret', NULL),
('notes', 'version', 'derived', NULL);
"""
CHANGED = """\
    IF NOT (
        NEW.user_id <=> OLD.user_id
        AND NEW.token <=> OLD.token
        AND NEW.text <=> CAST(OLD.text AS BINARY)
        AND NEW.pin <=> CAST(OLD.pin AS BINARY)
        AND NEW.tags <=> OLD.tags
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'support', 'event', 'update',
            'notes', CONCAT_WS('/', OLD.user_id, HEX(OLD.token)),
            JSON_OBJECT(
                'user_id', OLD.user_id,
                'token', HEX(OLD.token),
                'text', seal(OLD.user_id, OLD.text),
                'tags', OLD.tags
            ),
"""


@pytest.fixture
def guarded(admin: Admin) -> Admin:
    """A server with a table of notes and what guards it."""
    admin.tree.write("schema/0002_guards.sql", GUARDS)
    admin.apply()
    return admin


def guard(admin: Admin, kind: str, is_kept: bool = False) -> list[str]:
    """The triggers that this guard of the notes asks for."""
    admin.rows(
        f"REPLACE INTO store.guarded_tables VALUES ('notes', 'support', '{kind}', {is_kept})"
    )
    generate(admin.url, admin.tree.path)
    return sorted(path.stem.removeprefix("notes__") for path in files(admin))


def files(admin: Admin) -> list[Path]:
    """The generated files."""
    return sorted((admin.tree.path / "triggers/generated").glob("*.sql"))


@pytest.mark.parametrize(
    ("kind", "is_kept", "events"),
    [
        ("audited", False, ["after_delete", "after_insert", "after_update", "before_update"]),
        ("audited", True, ["after_insert", "after_update", "before_delete", "before_update"]),
        ("recorded", False, ["after_delete", "after_update", "before_update"]),
        ("ledger", True, ["before_delete", "before_update"]),
        ("derived", True, ["before_delete", "before_update"]),
        ("open", False, ["before_update"]),
    ],
)
def test_each_guard_has_its_triggers(
    kind: str, is_kept: bool, events: list[str], guarded: Admin
) -> None:
    assert guard(guarded, kind, is_kept) == events
    assert generate(guarded.url, guarded.tree.path) == []
    guarded.apply()
    assert len(guarded.triggers()) == len(events) + 1


def test_an_update_is_told_by_what_the_audit_may_hold(guarded: Admin) -> None:
    guard(guarded, "audited")
    text = (guarded.tree.path / "triggers/generated/notes__after_update.sql").read_text()
    assert CHANGED in text
    assert "'pin'" not in text and "version" not in text and "twice" not in text


@pytest.mark.parametrize(
    ("kind", "is_made"), [("audited", True), ("recorded", True), ("open", False)]
)
def test_what_the_audit_tells_of_has_its_check(kind: str, is_made: bool, guarded: Admin) -> None:
    guard(guarded, kind)
    path = guarded.tree.path / "checks/generated/audit_of_notes.sql"
    assert path.is_file() == is_made
    assert not is_made or "'pin'" not in path.read_text()


def test_only_generated_files_are_deleted(guarded: Admin) -> None:
    guard(guarded, "audited")
    assert len(files(guarded)) == 4
    assert guard(guarded, "ledger", is_kept=True) == ["before_delete", "before_update"]
    assert (guarded.tree.path / "triggers/items__before_insert.sql").is_file()


def test_check_changes_no_file(guarded: Admin) -> None:
    guard(guarded, "open")
    guarded.rows("UPDATE store.guarded_tables SET guard = 'recorded'")
    (path,) = files(guarded)
    path.write_text(path.read_text() + "-- by hand\n")
    (path.parent / "gone.sql").write_text("")
    assert generate(guarded.url, guarded.tree.path, write=False) == [
        "write sql/triggers/generated/notes__after_delete.sql",
        "write sql/triggers/generated/notes__after_update.sql",
        "write sql/triggers/generated/notes__before_update.sql",
        "delete sql/triggers/generated/gone.sql",
        "write sql/checks/generated/audit_of_notes.sql",
    ]
    assert [file.name for file in files(guarded)] == ["gone.sql", "notes__before_update.sql"]


def test_a_rule_takes_the_place_of_a_generated_trigger(guarded: Admin) -> None:
    guard(guarded, "audited")
    guarded.tree.write("triggers/support/notes__before_update.sql", "-- a rule\n")
    assert generate(guarded.url, guarded.tree.path) == [
        "delete sql/triggers/generated/notes__before_update.sql"
    ]


def test_the_files_alone_are_enough(guarded: Admin) -> None:
    guard(guarded, "audited")
    path = guarded.tree.path / "triggers/generated/notes__after_update.sql"
    path.write_text(path.read_text().replace("OLD.pin", "OLD.gone"))
    # The guard stands in no file of this tree.
    assert generate_from_files(guarded.tree.path, write=False) == [
        *(f"delete sql/triggers/generated/{file.name}" for file in files(guarded)),
        "delete sql/checks/generated/audit_of_notes.sql",
    ]


def test_a_column_that_is_not_there_is_named(guarded: Admin) -> None:
    guarded.rows("INSERT INTO store.guarded_columns VALUES ('notes', 'x', 'fixed', NULL)")
    with pytest.raises(MigrationError, match=r"names what is not there: notes\.x"):
        generate(guarded.url, guarded.tree.path)
