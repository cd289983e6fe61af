"""The audit holds every column of every audited table, and nothing that it must not hold."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest

from tests.sql import attacks, specimens, tables
from tests.support.logins import Login, Row, SqlError, refused
from tests.support.shop import PASSWORD_HASH, Shop

LISTED = tables.listed()
AUDITED = sorted(name for name, guard in LISTED.items() if guard in ("audited", "recorded"))
# Nothing of these is left beside their keys, which stay.
KEYS_ONLY = {
    "report_view_pins",
    "report_view_roles",
    "role_permissions",
    "time_zones",
    "user_roles",
}
SEALED = ("addresses", "users")


def plain(value: Any) -> Any:
    """A value as JSON tells it, in a form that compares."""
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bytes | bytearray):
        return value.hex().upper()
    if isinstance(value, bool | int | float | Decimal):
        return Decimal(str(value))
    try:
        parsed = json.loads(value) if isinstance(value, str) and value[:1] in "[{" else value
    except json.JSONDecodeError:
        return value
    return parsed


def changed(login: Login, table: tables.Table) -> tuple[Row, dict[str, Any]]:
    """A row that some UPDATE changed, and what the audit says that it became."""
    for row in attacks.sample(login, table):
        for attack in attacks.updates(login, table, row):
            login.execute("START TRANSACTION")
            try:
                if found := _change(login, table, attack):
                    return found
            except SqlError:
                continue
            finally:
                login.execute("ROLLBACK")
    raise AssertionError(f"nothing of {table.name} can be changed")


def _change(
    login: Login, table: tables.Table, attack: attacks.Attack
) -> tuple[Row, dict[str, Any]] | None:
    last = login.value("SELECT MAX(entry_id) FROM store_audit.entries")
    login.execute(attack.sql, *attack.params)
    text = login.value(
        "SELECT new_values FROM store_audit.entries WHERE entry_id > %s AND table_name = %s"
        " AND action = 'update'",
        last,
        table.name,
    )
    if text is None:
        return None
    told = json.loads(text)
    key = [told[name] for name in table.key]
    return login.rows(f"SELECT * FROM {table.name} WHERE {table.where()}", *key)[0], told


@pytest.mark.parametrize("name", sorted(set(AUDITED) - KEYS_ONLY))
def test_every_column_of_a_change_is_recorded(name: str, specimen_shop: Shop) -> None:
    table = tables.read(specimen_shop.admin, name)
    row, told = changed(specimen_shop.admin, table)
    assert table.audited - table.fixed <= told.keys() <= table.audited
    for column in told:
        if table.treatments.get(column) != "sealed":
            assert plain(told[column]) == plain(row[column]), column


@pytest.mark.parametrize("name", SEALED)
def test_personal_values_are_sealed(name: str, specimen_shop: Shop) -> None:
    table = tables.read(specimen_shop.admin, name)
    row, told = changed(specimen_shop.admin, table)
    for column, treatment in table.treatments.items():
        if treatment != "sealed":
            continue
        opened = specimen_shop.admin.value(
            "SELECT CAST(AES_DECRYPT(UNHEX(%s), seal_key) AS CHAR) FROM user_seals"
            " WHERE user_id = %s",
            told[column],
            row["user_id"],
        )
        assert opened == (None if row[column] is None else str(row[column])), column
        assert row[column] is None or str(row[column]) not in json.dumps(told), column


def test_a_row_that_came_is_recorded_with_its_values(specimen_shop: Shop) -> None:
    came = specimen_shop.admin.rows(
        "SELECT DISTINCT table_name AS t, old_values IS NULL AS o, new_values IS NOT NULL AS n"
        " FROM store_audit.entries WHERE action = 'insert'"
    )
    assert {row["t"] for row in came} >= {"users", "products", "settings"}
    assert all(row["o"] and row["n"] for row in came)
    assert "orders" not in {row["t"] for row in came}


def test_a_forgotten_person_is_unreadable(shop: Shop, as_owner: Login) -> None:
    person = shop.customer(name="Somebody Unforgettable", phone="+359888777666")
    shop.order(person)
    as_owner.execute("DELETE FROM user_seals WHERE user_id = %s", person.id)
    texts = shop.admin.rows(
        "SELECT CONCAT_WS(' ', old_values, new_values, detail) AS text FROM store_audit.entries"
    )
    everything = " ".join(row["text"] or "" for row in texts)
    for secret in ("Somebody Unforgettable", "+359888777666", person.email):
        assert secret not in everything
    opened = shop.admin.value(
        "SELECT COUNT(*) FROM store_audit.entries AS e INNER JOIN user_seals AS s"
        " ON s.user_id = %s WHERE e.table_name = 'users' AND e.row_key = %s",
        person.id,
        str(person.id),
    )
    assert opened == 0


def test_secrets_are_never_recorded(specimen_shop: Shop) -> None:
    texts = specimen_shop.admin.rows(
        "SELECT CONCAT_WS(' ', old_values, new_values, detail) AS text FROM store_audit.entries"
    )
    everything = " ".join(row["text"] or "" for row in texts)
    person = specimen_shop.register()
    token = specimen_shop.verification_token(person)
    for secret in (PASSWORD_HASH, PASSWORD_HASH[:29], person.session, token):
        assert secret not in everything


def test_an_entry_names_actor_and_account(shop: Shop) -> None:
    staff, product = shop.staff(), shop.product()
    shop.api.call("product_update", staff.session, product, 1, '{"name": "Renamed"}')
    row = shop.admin.rows(
        "SELECT actor_id, db_user, action, old_values, new_values FROM store_audit.entries"
        " WHERE table_name = 'products' AND row_key = %s ORDER BY entry_id DESC LIMIT 1",
        str(product),
    )[0]
    assert (row["actor_id"], row["action"]) == (staff.id, "update")
    assert row["db_user"].startswith("api_login@")
    assert json.loads(row["new_values"])["name"] == "Renamed"
    assert json.loads(row["old_values"])["name"] != "Renamed"


def test_no_actor_is_left_behind(shop: Shop) -> None:
    shop.product()
    assert shop.api.value("SELECT @actor_id") is None


def test_an_update_that_changes_nothing_leaves_no_entry(shop: Shop, as_owner: Login) -> None:
    product = shop.product()
    before = shop.admin.value("SELECT MAX(entry_id) FROM store_audit.entries")
    as_owner.execute("UPDATE products SET name = name WHERE product_id = %s", product)
    assert shop.admin.value("SELECT MAX(entry_id) FROM store_audit.entries") == before


def test_tables_that_come_and_go_are_recorded(shop: Shop) -> None:
    assert specimens.list_and_unlist(shop) == ["insert", "delete"]


def test_the_refusal_of_a_visitor_is_not_recorded(shop: Shop) -> None:
    before = shop.admin.value("SELECT MAX(entry_id) FROM store_audit.entries")
    with refused("unauthenticated"):
        shop.api.call("stock_entry_add", None, 1, None, 1, "receipt", None)
    assert shop.admin.value("SELECT MAX(entry_id) FROM store_audit.entries") == before


def test_a_refusal_is_recorded(shop: Shop) -> None:
    person = shop.customer()
    with refused("forbidden"):
        shop.api.call("stock_entry_add", person.session, 1, None, 1, "receipt", None)
    row = shop.admin.rows(
        "SELECT kind, action, subsystem_code FROM store_audit.entries WHERE actor_id = %s"
        " AND kind = 'error'",
        person.id,
    )[0]
    assert tuple(row.values()) == ("error", "forbidden", "inventory")
