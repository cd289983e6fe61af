"""audit_partitions_keep."""

from __future__ import annotations

import datetime as dt

import pytest

from ops.migrations import verify
from tests.support.logins import Login, SqlError, refused
from tests.support.shop import Shop
from tests.support.stack import Stack

LATER = "2099-06-01"
LOCK_WAIT_TIMEOUT = 1205


@pytest.fixture
def clock(shop: Shop) -> str:
    """The session of the clock."""
    return shop.services["clock"]


def month(ahead: int) -> dt.date:
    """The first day of the month that is so many months ahead."""
    today = dt.datetime.now(dt.UTC).date()
    years, index = divmod(today.month - 1 + ahead, 12)
    return dt.date(today.year + years, index + 1, 1)


def name(ahead: int) -> str:
    """The partition of that month."""
    return f"{month(ahead):p%Y%m}"


def partitions(shop: Shop) -> list[str]:
    """The partitions of the audit in order."""
    rows = shop.admin.rows(
        "SELECT partition_name AS p FROM information_schema.partitions"
        " WHERE table_schema = 'store_audit' AND table_name = 'entries'"
        " ORDER BY partition_ordinal_position"
    )
    return [row["p"] for row in rows]


def entries(shop: Shop) -> int:
    """How many rows the audit holds."""
    return int(shop.admin.value("SELECT COUNT(*) FROM store_audit.entries"))


def write_entry(login: Login) -> None:
    """An entry of now."""
    login.execute(
        "INSERT INTO store_audit.entries (happened_at, db_user, subsystem_code, kind, action)"
        " VALUES (UTC_TIMESTAMP(6), 'x', 'audit', 'event', 'x')"
    )


def write_old_entry(shop: Shop, happened_at: str) -> None:
    """An entry of some day, as only root can make one."""
    write_entry(shop.admin)
    shop.admin.execute(
        "UPDATE store_audit.entries SET happened_at = %s ORDER BY entry_id DESC LIMIT 1",
        happened_at,
    )


def keep(shop: Shop, clock: str) -> tuple[int, int]:
    """Months added and dropped."""
    row = shop.worker.call("audit_partitions_keep", clock)[0]
    return row["added"], row["dropped"]


def drop_newest(shop: Shop) -> None:
    """The newest month goes, with its rows."""
    shop.admin.execute(f"ALTER TABLE store_audit.entries DROP PARTITION {name(3)}")


def test_audit_partitions_keep(shop: Shop, clock: str) -> None:
    write_old_entry(shop, LATER)
    before = entries(shop)
    keep(shop, clock)
    assert partitions(shop)[-5:] == [name(0), name(1), name(2), name(3), "plater"]
    assert entries(shop) == before
    assert shop.admin.value("SELECT COUNT(*) FROM store_audit.entries PARTITION (plater)") >= 1
    state = shop.api.rows("SELECT newest_partition, is_next_month_there FROM audit_partition_state")
    assert list(state[0].values()) == [name(3), 1]
    assert keep(shop, clock) == (0, 0)


def test_months_that_come_and_go_are_no_drift(shop: Shop, clock: str, stack: Stack) -> None:
    keep(shop, clock)
    assert not [drift for drift in verify(stack.url("admin")) if drift.kind == "table"]


def test_a_new_month_takes_its_rows_out_of_the_last_partition(shop: Shop, clock: str) -> None:
    keep(shop, clock)
    drop_newest(shop)
    write_old_entry(shop, month(3).isoformat())
    before = entries(shop)
    assert keep(shop, clock) == (1, 0)
    assert entries(shop) == before
    found = f"SELECT COUNT(*) FROM store_audit.entries PARTITION ({name(3)})"
    assert shop.admin.value(found) == 1


def test_months_past_their_time_are_dropped(shop: Shop, clock: str) -> None:
    keep(shop, clock)
    first = partitions(shop)[0]
    bound = month(1).isoformat() if first == name(0) else None
    assert bound, "the first month is this one"
    kept = month(-24)
    shop.admin.execute(
        f"ALTER TABLE store_audit.entries REORGANIZE PARTITION {first} INTO ("
        " PARTITION p202001 VALUES LESS THAN ('2020-02-01'),"
        f" PARTITION {name(-25)} VALUES LESS THAN ('{kept}'),"
        f" PARTITION {name(-24)} VALUES LESS THAN ('{month(-23)}'),"
        f" PARTITION {first} VALUES LESS THAN ('{bound}'))"
    )
    write_old_entry(shop, "2020-01-15")
    # Of these two the first went with its month, the second has been taken.
    seal = "INSERT INTO store_audit.seals VALUES (%s, 1, 1, 1, %s, '', UTC_TIMESTAMP(6), FALSE)"
    shop.admin.execute(seal, 901, "2020-01-15")
    shop.admin.execute(seal, 902, kept)
    write_old_entry(shop, kept.isoformat())
    assert keep(shop, clock) == (0, 2)
    marked = "SELECT is_dropped FROM store_audit.seals WHERE seal_no > 900 ORDER BY seal_no"
    assert [row["is_dropped"] for row in shop.admin.rows(marked)] == [1, 0]
    shop.admin.execute("DELETE FROM store_audit.seals WHERE seal_no > 900")
    assert partitions(shop)[0] == name(-24)
    assert shop.admin.value("SELECT MIN(happened_at) >= %s FROM store_audit.entries", kept) == 1
    told = shop.admin.rows(
        "SELECT detail FROM store_audit.entries WHERE action = 'partition_dropped'"
        " ORDER BY entry_id DESC LIMIT 2"
    )
    assert {row["detail"] for row in told} == {"p202001", name(-25)}
    shop.admin.execute(f"ALTER TABLE store_audit.entries DROP PARTITION {name(-24)}")


def test_a_busy_audit_is_left_as_it_is(shop: Shop, clock: str, as_owner: Login) -> None:
    keep(shop, clock)
    drop_newest(shop)
    before = shop.worker.value("SELECT @@SESSION.lock_wait_timeout")
    as_owner.execute("START TRANSACTION")
    write_entry(as_owner)
    with pytest.raises(SqlError) as caught:
        keep(shop, clock)
    as_owner.execute("ROLLBACK")
    assert caught.value.errno == LOCK_WAIT_TIMEOUT
    assert shop.worker.value("SELECT @@SESSION.lock_wait_timeout") == before
    assert keep(shop, clock) == (1, 0)


def test_a_missing_month_is_told(shop: Shop, clock: str) -> None:
    keep(shop, clock)
    for ahead in (1, 2, 3):
        shop.admin.execute(f"ALTER TABLE store_audit.entries DROP PARTITION {name(ahead)}")
    assert shop.api.value("SELECT is_next_month_there FROM audit_partition_state") == 0
    assert keep(shop, clock) == (3, 0)
    assert shop.worker.value("SELECT is_next_month_there FROM audit_partition_state") == 1


def test_audit_partitions_keep__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.worker.call("audit_partitions_keep", None)


def test_audit_partitions_keep__forbidden(shop: Shop) -> None:
    with refused("forbidden"):
        shop.worker.call("audit_partitions_keep", shop.customer().session)


def test_audit_partitions_keep__unavailable(shop: Shop, clock: str) -> None:
    before = partitions(shop)
    shop.worker.execute("SET SESSION timestamp = UNIX_TIMESTAMP('2037-01-01')")
    try:
        with refused("unavailable"):
            keep(shop, clock)
    finally:
        shop.worker.execute("SET SESSION timestamp = DEFAULT")
    assert partitions(shop) == before
