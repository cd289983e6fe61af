"""What an owner may say about ids, time and the session, and that no promise breaks by it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from core.checks import run_checks
from ops.paths import ROOT
from tests.sql import attacks, tables
from tests.support.logins import Login, Row, SqlError, refused
from tests.support.shop import Shop
from tests.support.stack import Stack, flavor

LAST = 18446744073709551615
# Beyond the column's type; nobody may REPLACE what the audit holds.
DENIED = (1264, 1142)
SCHEMA = "\n".join(path.read_text() for path in sorted((ROOT / "sql/schema").glob("*.sql")))
Attacker = Callable[[str], Login]


def numbered() -> Iterator[tuple[str, str]]:
    """Each table whose rows the server numbers, and the column that it does that in."""
    for text in SCHEMA.split("CREATE TABLE ")[1:]:
        table = text.split()[0]
        for line in text.splitlines():
            if line.endswith(" AUTO_INCREMENT,"):
                yield table, line.split()[0]


NUMBERED = dict(numbered())


@pytest.fixture
def attacker(as_attacker: Attacker) -> Iterator[Login]:
    """The attacker in a transaction that is taken back."""
    login = as_attacker("READ COMMITTED")
    login.execute("START TRANSACTION")
    yield login
    login.execute("ROLLBACK")


# Where no specimen can be copied.
ROWS: dict[str, Row] = {
    "store_audit.entries": {
        "happened_at": "2026-01-01",
        "db_user": "x",
        "subsystem_code": "audit",
        "kind": "event",
        "action": "x",
    },
    "email_verifications": {"user_id": 1, "token_hash": "x", "expires_at": "2030-01-01"},
}


def copied(login: Login, name: str) -> Row:
    """A row like those that are there, without its number."""
    if name in ROWS:
        return ROWS[name]
    table = tables.read(login, name)
    row = attacks.sample(login, table)[0]
    return {column: value for column, value in row.items() if column != NUMBERED[name]}


def insert(login: Login, verb: str, name: str, row: Row) -> None:
    """Write one row."""
    marks = ", ".join(["%s"] * len(row))
    login.execute(f"{verb} INTO {name} ({', '.join(row)}) VALUES ({marks})", *row.values())


def choose_number(login: Login, name: str, number: int) -> None:
    """Be refused with a row that has a number already."""
    row = {**copied(login, name), NUMBERED[name]: number}
    for verb in ("INSERT", "INSERT IGNORE", "REPLACE"):
        with pytest.raises(SqlError) as caught:
            insert(login, verb, name, row)
        assert caught.value.code == "derived_value" or caught.value.errno in DENIED, caught.value


def change_number(login: Login, name: str) -> None:
    """Be refused with another number for a row."""
    login.execute("SET SESSION foreign_key_checks = 0")
    for change in (LAST, f"{NUMBERED[name]} + 1000"):
        with pytest.raises(SqlError) as caught:
            login.execute(
                f"UPDATE {name} SET {NUMBERED[name]} = {change} ORDER BY {NUMBERED[name]} LIMIT 1"
            )
        assert caught.value.code == "row_kept" or caught.value.errno in DENIED, caught.value


@pytest.mark.parametrize("number", [LAST, 4_000_000_000, 60_000])
@pytest.mark.parametrize("name", NUMBERED)
def test_nobody_chooses_a_number(
    name: str, number: int, specimen_shop: Shop, attacker: Login
) -> None:
    choose_number(attacker, name, number)


@pytest.mark.parametrize("name", NUMBERED)
@pytest.mark.parametrize(
    "setting",
    ["insert_id = 18446744073709551615", "insert_id = 60000", "auto_increment_increment = 65535"],
)
def test_the_session_does_not_choose_one_either(
    name: str, setting: str, specimen_shop: Shop, attacker: Login
) -> None:
    row = copied(attacker, name)
    attacker.execute(f"SET SESSION {setting}")
    with refused("derived_value"):
        insert(attacker, "INSERT", name, row)


def test_a_number_for_the_audit_does_not_come_by_a_change(
    specimen_shop: Shop, attacker: Login
) -> None:
    attacker.execute("SET SESSION insert_id = 18446744073709551615")
    with refused("derived_value"):
        attacker.execute("UPDATE countries SET name = 'x' WHERE country_code = 'AL'")


# Nobody may change what the audit holds at all.
CHANGED = sorted(set(NUMBERED) - {"store_audit.entries"})


@pytest.mark.parametrize("name", CHANGED)
def test_a_row_keeps_its_number(name: str, specimen_shop: Shop, attacker: Login) -> None:
    change_number(attacker, name)


WRITES = {
    "orders": "INSERT INTO orders (email) VALUES ('x@example.com')",
    "order_status_changes": "INSERT INTO order_status_changes (order_id, order_status_code)"
    " VALUES (@draft, 'ready_for_paying')",
    "stock_entries": "INSERT INTO stock_entries (variant_id, stock_location_id,"
    " stock_entry_kind_code, on_hand_delta) VALUES (1, 1, 'receipt', 5)",
    "payments": "INSERT INTO payments (order_id, payment_method_code, amount)"
    " VALUES (@waiting, 'bobi', @due)",
    "payment_entries": "INSERT INTO payment_entries (order_id, payment_id,"
    " payment_entry_kind_code, amount) VALUES (@paid, @payment, 'refund', 1)",
    "events": "INSERT INTO events (event_kind_code, user_id)"
    " VALUES ('verification_requested', @user)",
    "addresses": "INSERT INTO addresses (name, line1, city, postal_code, country_code)"
    " VALUES ('x', 'x', 'x', 'x', 'BG')",
    "the audit": "UPDATE countries SET name = 'x' WHERE country_code = 'AL'",
    "an entry": "INSERT INTO store_audit.entries (happened_at, db_user, subsystem_code, kind,"
    " action) VALUES (UTC_TIMESTAMP(6), 'x', 'audit', 'event', 'x')",
}
AIMS = (
    "SET @draft = (SELECT MAX(order_id) FROM orders WHERE order_status_code = 'draft'),"
    " @waiting = (SELECT MAX(order_id) FROM orders WHERE order_status_code = 'ready_for_paying'),"
    " @paid = (SELECT MAX(order_id) FROM orders WHERE order_status_code = 'paid'),"
    " @user = (SELECT MAX(user_id) FROM users)",
    "SET @due = (SELECT total_amount FROM orders WHERE order_id = @waiting),"
    " @payment = (SELECT MAX(payment_id) FROM payments WHERE order_id = @paid)",
)


@pytest.mark.parametrize("zone", ["+00:00", "+13:00", "-11:00"])
@pytest.mark.parametrize("name", WRITES)
def test_a_session_with_another_clock_writes_nothing(
    name: str, zone: str, specimen_shop: Shop, attacker: Login
) -> None:
    attacker.execute(f"SET SESSION time_zone = '{zone}'")
    for statement in AIMS:
        attacker.execute(statement)
    for told in ("1", "UNIX_TIMESTAMP() - 400", "UNIX_TIMESTAMP() + 400"):
        attacker.execute(f"SET SESSION timestamp = {told}")
        with refused("unavailable"):
            attacker.execute(WRITES[name])
        attacker.execute("SET SESSION timestamp = DEFAULT")
    attacker.execute(WRITES[name])


def test_a_secret_does_not_live_longer_by_another_clock(shop: Shop) -> None:
    person = shop.customer()
    shop.api.execute("SET SESSION timestamp = UNIX_TIMESTAMP() - 86400")
    try:
        with refused("unavailable"):
            shop.api.call("cart_show", person.session, None)
    finally:
        shop.api.execute("SET SESSION timestamp = DEFAULT")


def test_an_entry_of_the_audit_tells_of_now(specimen_shop: Shop, attacker: Login) -> None:
    for happened_at in ("'2017-01-01'", "UTC_TIMESTAMP(6) + INTERVAL 1 DAY"):
        with refused("derived_value"):
            attacker.execute(
                "INSERT INTO store_audit.entries (happened_at, db_user, subsystem_code, kind,"
                f" action) VALUES ({happened_at}, 'x', 'audit', 'event', 'x')"
            )


@pytest.mark.parametrize(
    "fields",
    [
        "(email, is_imported, placed_at) VALUES ('x@example.com', NULL, '2001-01-01')",
        "(email, order_status_code) VALUES ('x@example.com', NULL)",
        "(email, order_status_code) VALUES ('x@example.com', '')",
        "(email, total_amount, subtotal_amount) VALUES ('x@example.com', NULL, NULL)",
        "(email, is_frozen) VALUES ('x@example.com', NULL)",
        "(email, status_seq) VALUES ('x@example.com', NULL)",
    ],
)
def test_null_passes_no_guard_of_orders(fields: str, specimen_shop: Shop, attacker: Login) -> None:
    attacker.execute("SET SESSION sql_mode = ''")
    for statement in (f"INSERT IGNORE INTO orders {fields}", f"INSERT INTO orders {fields}"):
        with refused("derived_value"):
            attacker.execute(statement)


@pytest.mark.skipif(flavor() == "mariadb", reason="MariaDB 10.11 has one cipher")
@pytest.mark.parametrize("mode", ["aes-256-ecb", "aes-256-cbc"])
def test_the_cipher_of_a_session_seals_nothing(mode: str, shop: Shop, as_owner: Login) -> None:
    person = shop.customer()
    as_owner.execute(f"SET SESSION block_encryption_mode = '{mode}'")
    as_owner.execute("UPDATE users SET name = 'Sealed Name' WHERE user_id = %s", person.id)
    opened = shop.admin.value(
        "SELECT CAST(AES_DECRYPT(UNHEX(JSON_UNQUOTE(JSON_EXTRACT(e.new_values, '$.name'))),"
        " s.seal_key) AS CHAR) FROM store_audit.entries AS e"
        " INNER JOIN user_seals AS s ON s.user_id = %s WHERE e.table_name = 'users'"
        " AND e.row_key = %s ORDER BY e.entry_id DESC LIMIT 1",
        person.id,
        str(person.id),
    )
    assert opened == "Sealed Name"


# What the owner may set for a session; what is not there on a server is left out.
SETTINGS = [
    "sql_mode = ''",
    "sql_mode = 'NO_AUTO_VALUE_ON_ZERO,PAD_CHAR_TO_FULL_LENGTH,NO_BACKSLASH_ESCAPES'",
    "sql_mode = 'ANSI,NO_UNSIGNED_SUBTRACTION,PIPES_AS_CONCAT'",
    "foreign_key_checks = 0",
    "unique_checks = 0",
    "check_constraint_checks = 0",
    "time_zone = '+13:00'",
    "collation_connection = 'utf8mb4_general_ci'",
    "character_set_client = 'latin1'",
    "character_set_connection = 'latin1'",
    "div_precision_increment = 0",
    "div_precision_increment = 30",
    "group_concat_max_len = 4",
    "max_sort_length = 8",
    "sql_safe_updates = 1",
    "last_insert_id = 1",
    "default_week_format = 3",
    "lc_time_names = 'bg_BG'",
    "sql_auto_is_null = 1",
    "sql_select_limit = 1",
    "max_join_size = 1",
    "sql_big_selects = 0",
    "max_error_count = 0",
    "max_sp_recursion_depth = 0",
    "completion_type = 1",
    "autocommit = 0",
    "optimizer_switch = 'derived_merge=off,materialization=off,semijoin=off'",
    "default_collation_for_utf8mb4 = 'utf8mb4_general_ci'",
    "cte_max_recursion_depth = 0",
    "innodb_lock_wait_timeout = 1",
    "block_encryption_mode = 'aes-256-ecb'",
    "system_versioning_insert_history = 1",
    "auto_increment_offset = 7",
    "sql_log_bin = 0",
    "pseudo_thread_id = 1",
]
UNKNOWN_OR_DENIED = (1193, 1227, 1238)
LIES = [
    "UPDATE stock SET on_hand_qty = on_hand_qty + 1 WHERE variant_id = 1",
    "UPDATE orders SET total_amount = 0, subtotal_amount = 0, tax_amount = 0, shipping_amount = 0"
    " WHERE order_status_code = 'ready_for_paying'",
    "UPDATE orders SET order_status_code = 'paid' WHERE order_status_code = 'ready_for_paying'",
    "UPDATE order_status_changes SET note = 'x'",
    "UPDATE payment_entries SET amount = 0.01",
    "DELETE FROM order_lines WHERE order_id IN (SELECT order_id FROM orders WHERE is_frozen)",
    "INSERT INTO stock_entries (variant_id, stock_location_id, stock_entry_kind_code,"
    " reserved_delta, order_id) SELECT 1, 1, 'reserve', 1, MAX(order_id) FROM orders",
    "INSERT INTO order_status_changes (order_id, order_status_code)"
    " SELECT order_id, 'delivered' FROM orders WHERE order_status_code = 'ready_for_paying'"
    " LIMIT 1",
]


def life(login: Login, shop: Shop, buyer: str, staff: str, goods: dict[int, int]) -> dict[str, str]:
    """Buy, pay, ship and reprice by this login; what that cost."""
    for product, count in goods.items():
        login.call("cart_item_add", buyer, None, product, None, str(count), None)
    fields = ("standard", "x" * 10)
    address = json.dumps(
        {"name": "A", "line1": "1", "city": "Sofia", "postal_code": "1000", "country": "BG"}
    )
    row = login.call("order_place", buyer, f"k{buyer[:20]}", None, address, *fields)[0]
    order = json.loads(row["document"])
    login.call("payment_bobi_take", buyer, f"p{buyer[:20]}", order["id"], order["total"])
    for status in ("processed", "shipped"):
        login.call("order_status_set", staff, order["id"], status, None, None)
    login.execute("UPDATE variants SET price_amount = price_amount + 1 WHERE variant_id = 1")
    return {name: order[name] for name in ("subtotal", "shipping", "tax", "total")}


@pytest.fixture(scope="module")
def goods(specimen_shop: Shop) -> dict[int, int]:
    """Prices and rates that round."""
    return {
        specimen_shop.product(price="0.35", tax_rate="1.42", stock=900): 1,
        specimen_shop.product(price="1.11", tax_rate="9.99", stock=900): 3,
    }


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_variable_of_a_session_breaks_a_promise(
    setting: str,
    specimen_shop: Shop,
    specimen_stack: Stack,
    as_attacker: Attacker,
    goods: dict[int, int],
) -> None:
    shop, login = specimen_shop, as_attacker("READ COMMITTED")
    staff = shop.staff().session
    wanted = life(shop.admin, shop, shop.customer().session, staff, goods)
    try:
        login.execute(f"SET SESSION {setting}")
    except SqlError as error:
        assert error.errno in UNKNOWN_OR_DENIED, error
        return
    # A call may fail: what it leaves must be whole.
    with suppress(SqlError):
        assert life(login, shop, shop.customer().session, staff, goods) == wanted
    login.execute("ROLLBACK")
    for lie in LIES:
        login.execute("START TRANSACTION")
        with pytest.raises(SqlError):
            login.execute(lie)
        login.execute("ROLLBACK")
    assert not run_checks(specimen_stack.url("admin"))
