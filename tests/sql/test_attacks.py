"""Every guarded table against every statement that somebody with the owner's password may try.

An attack is refused, or it has exactly the effect that it claims: derived values follow, the
audit tells of it, and all checks stay silent. What the database cannot refuse stands by name
in docs/promises.md and is shown here to be so.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from ops.paths import ROOT
from tests.sql import attacks, tables
from tests.support.logins import Login, SqlError
from tests.support.shop import Shop
from tests.support.stack import flavor

GUARDED = sorted(name for name, guard in tables.listed().items() if guard != "open")
UNKNOWN_VARIABLE = 1193
FIXED_BUT_OPEN = sorted(tables.with_fixed_columns() - set(GUARDED))
# name: (isolation, statements before, UPDATE, INSERT)
WAYS = {
    "strictly": ("READ COMMITTED", [], "UPDATE", "INSERT"),
    "ignoring errors": (
        "REPEATABLE READ",
        ["SET SESSION sql_mode = ''"],
        "UPDATE IGNORE",
        "INSERT IGNORE",
    ),
    "without foreign keys": (
        "READ COMMITTED",
        ["SET SESSION foreign_key_checks = 0"],
        "UPDATE",
        "INSERT",
    ),
}


def offences(login: Login, name: str, update: str, insert: str) -> list[str]:
    """What attacks on this table broke."""
    table = tables.read(login, name)
    oracle = attacks.Oracle(login, table)
    found = []
    for row in attacks.sample(login, table):
        for attack in attacks.all_attacks(login, table, row, update, insert):
            if broken := oracle.offence(attack):
                found.append(f"{attack}: {broken}")
    assert oracle.refused + oracle.taken, f"no attack reached {name}"
    return found


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", GUARDED)
def test_attacks_break_no_promise(
    name: str, way: str, specimen_shop: Shop, as_attacker: Callable[[str], Login]
) -> None:
    isolation, before, update, insert = WAYS[way]
    login = as_attacker(isolation)
    for statement in before:
        login.execute(statement)
    found = offences(login, name, update, insert)
    assert not found, f"{len(found)} promises broken:\n" + "\n".join(found[:10])


@pytest.mark.parametrize("name", FIXED_BUT_OPEN)
def test_what_is_fixed_in_open_tables_stays(
    name: str, specimen_shop: Shop, as_attacker: Callable[[str], Login]
) -> None:
    login = as_attacker("READ COMMITTED")
    login.execute("SET SESSION sql_mode = ''")
    table = tables.read(login, name)
    oracle = attacks.Oracle(login, table)
    for row in attacks.sample(login, table):
        for attack in attacks.updates(login, table, row, "UPDATE IGNORE"):
            if attack.column in table.fixed:
                broken = oracle.offence(attack)
                assert not broken, f"{attack}: {broken}"


@pytest.mark.parametrize("name", sorted(tables.listed()))
def test_truncate_is_refused(name: str, as_owner: Login) -> None:
    for statement in (f"TRUNCATE TABLE {name}", f"DROP TABLE {name}"):
        with pytest.raises(SqlError) as caught:
            as_owner.execute(statement)
        assert caught.value.errno in (1142, 1227), caught.value


def drop_a_trigger(owner: Login, shop: Shop) -> None:
    definition = owner.rows("SHOW CREATE TRIGGER stock__before_delete")[0]["SQL Original Statement"]
    owner.execute("DROP TRIGGER stock__before_delete")
    owner.execute(definition)


def switch_foreign_keys_off(owner: Login, shop: Shop) -> None:
    owner.execute("SET SESSION foreign_key_checks = 0")
    owner.execute("START TRANSACTION")
    assert owner.execute("DELETE FROM roles WHERE role_code = 'support'") == 1
    owner.execute("ROLLBACK")


def name_another_actor(owner: Login, shop: Shop) -> None:
    person = shop.customer()
    owner.execute("SET @actor_id = %s", person.id)
    owner.execute("UPDATE users SET name = 'Changed' WHERE user_id = %s", person.id)
    actor = shop.admin.value(
        "SELECT actor_id FROM store_audit.entries WHERE table_name = 'users' AND row_key = %s"
        " ORDER BY entry_id DESC LIMIT 1",
        str(person.id),
    )
    assert actor == person.id


def write_a_false_audit_row(owner: Login, shop: Shop) -> None:
    owner.execute("START TRANSACTION")
    owner.execute(
        "INSERT INTO store_audit.entries (happened_at, db_user, subsystem_code, kind, action)"
        " VALUES (UTC_TIMESTAMP(6), 'nobody', 'audit', 'event', 'false')"
    )
    owner.execute("ROLLBACK")


def forget_a_person(owner: Login, shop: Shop) -> None:
    person = shop.customer()
    owner.execute("START TRANSACTION")
    assert owner.execute("DELETE FROM user_seals WHERE user_id = %s", person.id) == 1
    owner.execute("ROLLBACK")


def change_the_status_flow(owner: Login, shop: Shop) -> None:
    owner.execute("START TRANSACTION")
    assert owner.execute("UPDATE order_status_transitions SET is_by_customer = TRUE") > 0
    owner.execute("ROLLBACK")


def empty_open_tables(owner: Login, shop: Shop) -> None:
    owner.execute("START TRANSACTION")
    shop.fill_cart(shop.customer(), {shop.product(): 1})
    assert owner.execute("DELETE FROM cart_items") > 0
    owner.execute("ROLLBACK")


def tell_the_server_another_time(owner: Login, shop: Shop) -> None:
    person = shop.customer()
    owner.execute("SET SESSION timestamp = UNIX_TIMESTAMP() - 30")
    owner.execute(
        "INSERT INTO events (event_kind_code, user_id) VALUES ('verification_requested', %s)",
        person.id,
    )
    owner.execute("SET SESSION timestamp = DEFAULT")
    assert shop.admin.value(
        "SELECT MAX(event_id) = (SELECT event_id FROM events WHERE user_id = %s"
        " ORDER BY happened_at LIMIT 1) FROM events",
        person.id,
    )


def switch_checks_off(owner: Login, shop: Shop) -> None:
    try:
        owner.execute("SET SESSION check_constraint_checks = 0")
    except SqlError as error:
        assert (flavor(), error.errno) == ("mysql", UNKNOWN_VARIABLE)
        return
    owner.execute("START TRANSACTION")
    assert owner.execute("UPDATE shipping_methods SET price_amount = -1") > 0
    owner.execute("ROLLBACK")
    owner.execute("SET SESSION check_constraint_checks = 1")


def be_root(owner: Login, shop: Shop) -> None:
    shop.admin.execute("START TRANSACTION")
    assert shop.admin.execute("DELETE FROM store_audit.entries LIMIT 1") == 1
    shop.admin.execute("ROLLBACK")


# What the database cannot refuse, each shown to be so; docs/promises.md lists the same names.
NOT_REFUSED = {
    "a trigger dropped": drop_a_trigger,
    "foreign keys switched off": switch_foreign_keys_off,
    "another actor named": name_another_actor,
    "a false audit row": write_a_false_audit_row,
    "a person forgotten": forget_a_person,
    "the status flow changed": change_the_status_flow,
    "open tables emptied": empty_open_tables,
    "another time told": tell_the_server_another_time,
    "CHECKs switched off": switch_checks_off,
    "root": be_root,
}


@pytest.mark.parametrize("name", NOT_REFUSED)
def test_what_cannot_be_refused(name: str, as_owner: Login, shop: Shop) -> None:
    NOT_REFUSED[name](as_owner, shop)


def test_what_cannot_be_refused_is_documented() -> None:
    text = (ROOT / "docs/promises.md").read_text()
    section = text.split("## What the database cannot refuse")[1].split("\n## ")[0]
    assert re.findall(r"^- \*\*(.+?)\*\*", section, re.MULTILINE) == list(NOT_REFUSED)
