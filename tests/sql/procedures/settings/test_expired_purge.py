"""expired_purge."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest

from tests.support import stack as stacks
from tests.support.logins import Login, refused
from tests.support.shop import Shop, new_client, new_key, new_secret, unique
from tests.support.stack import Stack

BATCH = 500
# What goes, the column that tells its age, and the setting that says how long it is kept.
KEPT = [
    ("idempotency_keys", "created_at", "idempotency_days"),
    ("sessions", "expires_at", "session_kept_days"),
    ("email_verifications", "expires_at", "verification_kept_days"),
    ("carts", "updated_at", "guest_cart_days"),
    ("mails", "sent_at", "sent_mail_days"),
    ("exports", "finished_at", "export_row_days"),
    ("refusal_counts", "hour_at", "refusal_count_days"),
]
BY_INDEX = [
    *[(table, column) for table, column, _ in KEPT],
    ("captchas", "expires_at"),
    ("captcha_lockouts", "first_failed_at"),
    ("login_failures", "last_failed_at"),
    ("tries", "hour_at"),
    ("session_secrets", "expires_at"),
]


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    """A stack for what is old: no other test has to live with such dates."""
    with stacks.start() as stack:
        yield stack


@pytest.fixture(scope="module")
def shop(stack: Stack) -> Iterator[Shop]:
    """The shop on it."""
    made = Shop(stack)
    yield made
    made.close()


def purge(shop: Shop) -> int:
    """Remove until nothing is left; how much that was."""
    removed = 0
    while count := shop.tick("expired_purge")[0]["purged"]:
        removed += count
    return removed


def old_event(shop: Shop, user_id: int, old: str) -> int:
    """An event that happened so long ago, and was passed on."""
    # MariaDB's guards have at most three years of patience.
    with shop.at(f"GREATEST({old}, UTC_TIMESTAMP(6) - INTERVAL 1000 DAY)"):
        shop.admin.execute(
            "INSERT INTO events (event_kind_code, user_id) VALUES ('verification_requested', %s)",
            user_id,
        )
    shop.relay()
    return int(shop.admin.value("SELECT MAX(event_id) FROM events WHERE user_id = %s", user_id))


def aged(shop: Shop, days: str) -> dict[str, tuple[str, object]]:
    """One row of each kind that is so old; how many there are of it."""
    old, name, sql = f"UTC_TIMESTAMP(6) - INTERVAL {days}", unique("old"), shop.admin.execute
    person, secret = shop.customer(), new_secret()
    key = new_key()
    sql(
        "INSERT INTO idempotency_keys (owner_key, operation, idempotency_key, request_hash, answer,"
        f" created_at) VALUES ('user:1', 'test', %s, REPEAT('x', 32), '{{}}', {old})",
        key,
    )
    session = f"INSERT INTO sessions (user_id, client, expires_at) VALUES (%s, %s, {old})"
    sql(session, person.id, name)
    sql(
        "INSERT INTO email_verifications (user_id, token_hash, expires_at)"
        f" VALUES (%s, SHA2(%s, 256), {old})",
        person.id,
        secret,
    )
    shop.api.call("cart_item_add", None, name, shop.product(), None, "1", new_client())
    cart = shop.admin.value("SELECT MAX(cart_id) FROM carts WHERE user_id IS NULL")
    sql(f"UPDATE carts SET updated_at = {old} WHERE cart_id = %s", cart)
    event = old_event(shop, person.id, old)
    sql("UPDATE mails SET state = 'sending' WHERE event_id = %s", event)
    sql(f"UPDATE mails SET state = 'sent', sent_at = {old} WHERE event_id = %s", event)
    shop.api.call("report_register", shop.services["api"], name, "reports.tested", "Old")
    sql(
        "INSERT INTO exports (user_id, report_code, file_format, parameters)"
        " VALUES (%s, %s, 'csv', '{}')",
        person.id,
        name,
    )
    sql(f"UPDATE exports SET state = 'expired', finished_at = {old} WHERE report_code = %s", name)
    sql(f"INSERT INTO refusal_counts VALUES ({old}, %s, 'identity', 'not_found', 1)", name)
    return {
        "idempotency_keys": ("idempotency_key = %s", key),
        "sessions": ("client = %s", name),
        "email_verifications": ("token_hash = SHA2(%s, 256)", secret),
        "carts": ("cart_id = %s", cart),
        "mails": ("event_id = %s", event),
        "exports": ("report_code = %s", name),
        "refusal_counts": ("client_address = %s", name),
    }


def left(shop: Shop, rows: dict[str, tuple[str, object]]) -> set[str]:
    """The tables in which the row still is."""
    return {
        table
        for table, (where, value) in rows.items()
        if shop.admin.value(f"SELECT COUNT(*) FROM {table} WHERE {where}", value)
    }


def test_expired_purge(shop: Shop) -> None:
    old, young = aged(shop, "3651 DAY"), aged(shop, "1 MINUTE")
    purge(shop)
    assert left(shop, old) == set()
    assert left(shop, young) == set(young)


@pytest.mark.parametrize(("table", "setting"), [(table, name) for table, _, name in KEPT])
def test_each_retention_has_its_setting(shop: Shop, table: str, setting: str) -> None:
    staff = shop.staff().session
    found = "SELECT value FROM settings WHERE setting_code = %s"
    before = shop.admin.value(found, setting)
    # Longer than mails are kept otherwise: an event without its mail would be missed.
    days = 90 if setting == "idempotency_days" else 100
    shop.api.call("setting_update", staff, setting, str(days), None)
    try:
        old, young = aged(shop, f"{days * 24 + 1} HOUR"), aged(shop, f"{days * 24 - 1} HOUR")
        purge(shop)
    finally:
        shop.api.call("setting_update", staff, setting, before, None)
    assert table not in left(shop, old) and table in left(shop, young)


def test_expired_purge_goes_on_until_nothing_is_left(shop: Shop) -> None:
    purge(shop)
    person = shop.customer()
    numbers = " UNION ALL ".join(f"SELECT {number} AS n" for number in range(35))
    shop.admin.execute(
        "INSERT INTO sessions (user_id, expires_at) SELECT %s, '2020-01-01'"
        f" FROM ({numbers}) AS a, ({numbers}) AS b",
        person.id,
    )
    removed = []
    while count := shop.tick("expired_purge")[0]["purged"]:
        removed.append(count)
    assert sum(removed) == 35 * 35 and len(removed) == -(-35 * 35 // BATCH)


def test_short_lived_secrets_and_captchas_go(shop: Shop) -> None:
    captcha, person, secret = shop.captcha(), shop.customer(), new_secret()
    change = "UPDATE captchas SET expires_at = '2020-01-01' WHERE captcha_id = %s"
    shop.admin.execute(change, captcha)
    shop.admin.execute(
        "INSERT INTO session_secrets (secret_hash, session_id, secret_kind, expires_at)"
        " SELECT UNHEX(SHA2(%s, 256)), MAX(session_id), 'access', '2020-01-01'"
        " FROM sessions WHERE user_id = %s",
        secret,
        person.id,
    )
    purge(shop)
    query = "SELECT COUNT(*) FROM session_secrets WHERE secret_hash = UNHEX(SHA2(%s, 256))"
    assert shop.admin.value(query, secret) == 0
    assert shop.admin.value("SELECT COUNT(*) FROM captchas WHERE captcha_id = %s", captcha) == 0
    shop.api.call("profile_update", person.session, "{}")


@pytest.mark.parametrize("hours", [23, 25])
def test_what_was_counted_goes_after_a_day(shop: Shop, hours: int) -> None:
    client, sql = new_client(), shop.admin.execute
    old = f"UTC_TIMESTAMP(6) - INTERVAL {hours} HOUR"
    sql(f"INSERT INTO tries VALUES ('captcha_client_limit', %s, {old}, 1)", client)
    sql(f"INSERT INTO login_failures VALUES (REPEAT('x', 32), %s, 1, {old}, {old})", client)
    purge(shop)
    is_kept = hours < 24
    found = "SELECT COUNT(*) FROM {} WHERE {} = %s"
    assert shop.admin.value(found.format("tries", "who"), client) == is_kept
    assert shop.admin.value(found.format("login_failures", "client_address"), client) == is_kept


@pytest.mark.parametrize(("table", "column"), BY_INDEX)
def test_what_has_run_out_is_found_by_index(shop: Shop, table: str, column: str) -> None:
    rows = shop.admin.rows(
        "SELECT index_name AS name FROM information_schema.statistics WHERE table_schema = 'store'"
        " AND table_name = %s AND column_name = %s AND seq_in_index = 1",
        table,
        column,
    )
    assert rows, f"{table}.{column} has no index"
    plan = shop.admin.rows(
        f"EXPLAIN /*!80000 FORMAT = TRADITIONAL */ DELETE FROM {table}"
        f" WHERE {column} < '2000-01-01' ORDER BY {column} LIMIT {BATCH}"
    )[0]
    assert plan["key"] in {row["name"] for row in rows}, plan
    assert "filesort" not in (plan["Extra"] or ""), plan


def test_expired_purge_keeps_what_has_not_run_out(shop: Shop) -> None:
    captcha, person = shop.captcha(), shop.customer()
    shop.fill_cart(person, {shop.product(): 1})
    purge(shop)
    assert shop.admin.value("SELECT COUNT(*) FROM captchas WHERE captcha_id = %s", captcha) == 1
    assert json.loads(shop.api.call("cart_show", person.session, None)[0]["document"])["items"]


def test_mails_that_are_owed_are_not_deleted(shop: Shop, login: Callable[..., Login]) -> None:
    shop.register()
    shop.relay()
    with refused("row_kept"):
        login("owner").execute("DELETE FROM mails WHERE state <> 'sent'")


def test_expired_purge__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("expired_purge", None)


def test_expired_purge__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("expired_purge", shop.staff().session)
