"""A trigger is replaced without one row slipping past it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from ops.database import connect
from ops.migrations import MigrationError, verify
from tests.ops.migrations.shop import Admin, guard_sql, killed_apply

RAW_INSERT = "INSERT INTO items (label) VALUES ('raw')"
TRIGGER = "triggers/items__before_insert.sql"
UNAVAILABLE = 45503
Beside = Callable[[str, str], Any]


def unguarded(admin: Admin) -> int:
    """Rows that no trigger marked, or that two marked."""
    return int(admin.rows("SELECT COUNT(*) FROM store.items WHERE marks <> 1")[0][0])


def test_replaced_20_times_beside_a_writer(admin: Admin, beside: Beside) -> None:
    admin.apply()
    with beside(admin.login_url("store_owner"), RAW_INSERT) as writer:
        for version in range(2, 22):
            admin.tree.write(TRIGGER, guard_sql(version))
            assert [change.name for change in admin.apply()] == ["items__before_insert"]
            writer.wait_for_tries(2)
    assert writer.errors == []
    assert writer.good > 40
    assert unguarded(admin) == 0
    assert admin.triggers() == ["items__before_insert"]
    assert verify(admin.url, admin.tree.path) == []


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        (guard_sql(2).replace("SET NEW.label =", "SETT NEW.label ="), 8),
        (guard_sql(2).replace("NEW.marks + 1", "NEW.nothing + 1"), 3),
    ],
    ids=["syntax", "column"],
)
def test_a_broken_file_leaves_the_old_trigger(
    admin: Admin, beside: Beside, broken: str, line: int
) -> None:
    admin.apply()
    path = admin.tree.write(TRIGGER, broken)
    with beside(admin.login_url("store_owner"), RAW_INSERT) as writer:
        for _ in range(3):
            with pytest.raises(MigrationError) as caught:
                admin.apply()
            assert (caught.value.file, caught.value.line) == (
                path.relative_to(path.parents[2]),
                line,
            )
            writer.wait_for_tries(2)
    assert writer.errors == []
    assert unguarded(admin) == 0
    assert admin.triggers() == ["items__before_insert"]
    assert admin.rows("SELECT COUNT(*) FROM store.items WHERE label LIKE 'v2%'") == [(0,)]


@pytest.mark.slow
def test_killed_between_any_two_steps(admin: Admin, beside: Beside) -> None:
    admin.apply()
    deaths: list[str] = []
    while True:
        version = len(deaths) + 2
        admin.tree.write(TRIGGER, guard_sql(version))
        with beside(admin.login_url("store_owner"), RAW_INSERT) as writer:
            death = killed_apply(admin, len(deaths) + 1)
            writer.wait_for_tries(5)
            if death is None:
                break
            deaths.append(death)
            assert unguarded(admin) == 0, death
            admin.apply()
            before = writer.good
            writer.wait_for_tries(5)
            assert writer.good > before, death
        assert set(writer.errors) <= {UNAVAILABLE}, death
        assert unguarded(admin) == 0, death
        assert admin.triggers() == ["items__before_insert"], death
        assert verify(admin.url, admin.tree.path) == [], death
    steps = " | ".join(" ".join(death.split()[:3]) for death in deaths)
    assert steps.startswith("LOCK TABLES `store`.`items` | CREATE DEFINER =")
    assert "UNLOCK TABLES" in steps
    assert sum(death.startswith("DROP TRIGGER") for death in deaths) == 3


def test_a_broken_file_after_a_kill_keeps_the_table_shut(admin: Admin) -> None:
    admin.apply()
    admin.tree.write(TRIGGER, guard_sql(2))
    # LOCK, barrier, proof, end of the proof, DROP of the old one.
    death = killed_apply(admin, 5)
    assert death == "DROP TRIGGER `store`.`items__before_insert`"
    admin.tree.write(TRIGGER, guard_sql(3).replace("BEGIN", "BEGINN"))
    with pytest.raises(MigrationError):
        admin.apply()
    with pytest.raises(Exception, match="unavailable: Table items is being changed"):
        admin.rows(RAW_INSERT, admin.login_url("store_owner"))
    assert any("refuses every INSERT" in line for line in admin.lines)
    assert any(drift.name == "items__before_insert" for drift in verify(admin.url, admin.tree.path))
    admin.tree.write(TRIGGER, guard_sql(3))
    admin.apply()
    admin.rows(RAW_INSERT, admin.login_url("store_owner"))
    assert admin.rows("SELECT label, marks FROM store.items") == [("v3 raw", 1)]


def test_dropped_by_hand_is_restored(admin: Admin) -> None:
    admin.apply()
    admin.rows("DROP TRIGGER store.items__before_insert")
    (drift,) = verify(admin.url, admin.tree.path)
    assert (drift.what, drift.kind, drift.name) == ("missing", "trigger", "items__before_insert")
    admin.apply()
    assert admin.lines == [
        (
            "applied trigger items__before_insert (sql/triggers/items__before_insert.sql),"
            " was missing on the server"
        )
    ]
    assert verify(admin.url, admin.tree.path) == []


def test_a_removed_file_drops_its_trigger(admin: Admin) -> None:
    admin.apply()
    admin.tree.remove(TRIGGER)
    admin.apply()
    assert admin.lines == [
        "dropped trigger items__before_insert (sql/triggers/items__before_insert.sql is gone)"
    ]
    assert admin.triggers() == []
    kept = admin.rows("SELECT name, definition FROM store_migrations.replaced_objects")
    assert kept[0][0] == "items__before_insert" and "NEW.marks + 1" in kept[0][1]


def test_several_triggers_of_a_table_change_under_one_lock(admin: Admin) -> None:
    after = guard_sql(1).replace("before_insert", "after_insert").replace("BEFORE", "AFTER")
    after = after[: after.index("    SET")] + "    SET @seen = 1;\n" + after[after.index("END$$") :]
    admin.tree.write("triggers/items__after_insert.sql", after)
    admin.apply()
    admin.tree.write("triggers/items__after_insert.sql", after.replace("= 1", "= 2"))
    admin.tree.write(TRIGGER, guard_sql(2))
    assert len(admin.apply()) == 2
    admin.rows(RAW_INSERT, admin.login_url("store_owner"))
    assert admin.rows("SELECT label, marks FROM store.items") == [("v2 raw", 1)]
    assert verify(admin.url, admin.tree.path) == []


@pytest.mark.slow
def test_apply_waits_for_a_long_transaction_and_says_so(admin: Admin) -> None:
    admin.apply()
    admin.tree.write(TRIGGER, guard_sql(2))
    with closing(connect(admin.login_url("store_owner"), autocommit=False)) as writer:
        writer.cursor().execute(RAW_INSERT)
        runner = threading.Thread(target=admin.apply)
        runner.start()
        deadline = time.monotonic() + 30
        while not admin.lines and time.monotonic() < deadline:
            time.sleep(0.05)
        writer.commit()
        runner.join(30)
    assert admin.lines[0] == "waiting until nobody holds it: LOCK TABLES `store`.`items` WRITE"
    assert admin.lines[-1].startswith("applied trigger items__before_insert")
    assert verify(admin.url, admin.tree.path) == []
