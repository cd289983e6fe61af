"""audit_seal."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from core.checks import read_checks
from tests.ops.waiting import wait_for
from tests.support.logins import Login, SqlError, refused
from tests.support.shop import Shop

WAITING = "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'"
CHECK = {check.name: check.sql for check in read_checks()}["audit_sealed"]


def sealed(shop: Shop) -> int:
    """How many entries the clock seals in a row."""
    return int(shop.tick("audit_seal")[0]["sealed"])


def test_audit_seal(shop: Shop) -> None:
    shop.product()
    shop.age_audit()
    assert sealed(shop) > 0
    newest = shop.admin.value("SELECT MAX(entry_id) FROM store_audit.entries")
    rows = shop.admin.rows(
        "SELECT first_entry_id, last_entry_id, LENGTH(seal_hash) AS n FROM store_audit.seals"
        " ORDER BY seal_no"
    )
    assert rows[0]["first_entry_id"] == 1 and rows[-1]["last_entry_id"] == newest
    assert {row["n"] for row in rows} == {64}
    assert not shop.admin.rows(CHECK)
    # What has just been written waits.
    shop.product()
    assert sealed(shop) == 0
    assert not shop.admin.rows(CHECK)


def test_audit_seal_waits_for_who_has_not_committed(shop: Shop, as_owner: Login) -> None:
    as_owner.execute("START TRANSACTION")
    as_owner.execute("UPDATE countries SET dial_code = '1' WHERE country_code = 'AL'")
    shop.product()
    shop.admin.execute(
        "UPDATE store_audit.entries SET happened_at = happened_at - INTERVAL 10 MINUTE"
        " WHERE entry_id = %s",
        shop.admin.value("SELECT MAX(entry_id) FROM store_audit.entries"),
    )
    with ThreadPoolExecutor(1) as pool:
        count = pool.submit(sealed, shop)
        wait_for(lambda: shop.admin.value(WAITING))
        as_owner.execute("COMMIT")
        assert count.result(30) > 0
    last = shop.admin.value("SELECT MAX(last_entry_id) FROM store_audit.seals")
    changed = shop.admin.value("SELECT MAX(entry_id) FROM store_audit.entries WHERE row_key = 'AL'")
    assert changed < last
    assert not shop.admin.rows(CHECK)


def test_nobody_seals_by_hand(shop: Shop, as_owner: Login) -> None:
    for statement in (
        "INSERT INTO store_audit.seals VALUES (9, 1, 2, 2, '2026-01-01', '', '2026-01-01', 0)",
        "UPDATE store_audit.seals SET is_dropped = TRUE",
        "DELETE FROM store_audit.seals",
        "TRUNCATE TABLE store_audit.seals",
    ):
        with pytest.raises(SqlError) as caught:
            as_owner.execute(statement)
        assert caught.value.errno == 1142


def test_audit_seal__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("audit_seal", None)


def test_audit_seal__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("audit_seal", shop.customer().session)
