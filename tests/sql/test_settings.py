"""Settings cannot break the shop, whoever writes them and however."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from tests.sql.test_old_snapshots import lock_waits
from tests.support import stack as stacks
from tests.support.logins import Login, SqlError, refused
from tests.support.shop import Shop

BAD = {
    "time_zone": ("+02:00", "SYSTEM", "utc", "Europe/Sofia ", "", None),
    "tax_rate": ("abc", "20 %", "1e1", "101", "-1", "", None),
    "currency": ("EURO", "eur", "", None),
    "shipping_method": ("STANDARD", "standard ", "", None),
    "reservation_minutes": ("0", "43201", "1.5", "60 ", "٦٠", "999999999999", "", None),
    "shop_name": ("", " ", "a\nb", "a\0b", None),
}
WAYS = {
    "by hand": ([], "UPDATE"),
    "with IGNORE": ([], "UPDATE IGNORE"),
    "without a strict mode": (["SET SESSION sql_mode = ''"], "UPDATE"),
}
DIRECT = ("INSERT", "INSERT IGNORE", "REPLACE")


@pytest.fixture
def empty_shop() -> Iterator[Shop]:
    """A shop in which nobody has bought anything."""
    with stacks.start() as stack:
        made = Shop(stack)
        yield made
        made.close()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("code", BAD)
def test_a_raw_update_is_validated(as_owner: Login, code: str, way: str) -> None:
    """Refused, whatever the owner switches off; nothing is rounded or cut into another value."""
    before, verb = WAYS[way]
    query = "SELECT value FROM settings WHERE setting_code = %s"
    kept = as_owner.value(query, code)
    for statement in before:
        as_owner.execute(statement)
    for value in BAD[code]:
        with pytest.raises(SqlError):
            as_owner.execute(f"{verb} settings SET value = %s WHERE setting_code = %s", value, code)
        assert as_owner.value(query, code) == kept, value


@pytest.mark.parametrize(
    "change", ["setting_code = 'zone'", "setting_code = 'TIME_ZONE'", "value_type = 'text'"]
)
def test_a_setting_keeps_its_name_and_type__row_kept(as_owner: Login, change: str) -> None:
    with refused("row_kept"):
        as_owner.execute(f"UPDATE settings SET {change} WHERE setting_code = 'time_zone'")


@pytest.mark.parametrize("verb", ["DELETE FROM", "DELETE IGNORE FROM"])
def test_a_setting_is_never_deleted__row_kept(as_owner: Login, verb: str) -> None:
    with refused("row_kept"):
        as_owner.execute(f"{verb} settings WHERE setting_code = 'reservation_minutes'")


@pytest.mark.parametrize("verb", DIRECT)
def test_a_setting_begins_with_a_value_that_is_valid(as_owner: Login, verb: str) -> None:
    with refused("validation_failed"):
        as_owner.execute(
            f"{verb} INTO settings (setting_code, subsystem_code, value_type, value, min_value,"
            " max_value, description) VALUES ('new', 'orders', 'integer', '11', 1, 10, 'x')"
        )


@pytest.mark.parametrize("bounds", ["min_value = 61", "max_value = 59", "min_value = NULL"])
def test_bounds_do_not_leave_the_value_behind(as_owner: Login, bounds: str) -> None:
    with refused("validation_failed"):
        as_owner.execute(f"UPDATE settings SET {bounds} WHERE setting_code = 'reservation_minutes'")


def test_without_a_setting_nothing_goes_on_in_silence__internal_error(as_admin: Login) -> None:
    """Only who drops the trigger can remove one; whoever needs it then says so."""
    with refused("internal_error"):
        as_admin.value("SELECT setting('reservation_hours')")


def test_zones_are_those_that_python_knows(as_owner: Login) -> None:
    """Both read the setting: the servers by CONVERT_TZ, the processes by zoneinfo."""
    zones = {
        row["name"]: row["moved"]
        for row in as_owner.rows(
            "SELECT time_zone_name AS name, CONVERT_TZ('2026-07-01', 'UTC', time_zone_name)"
            " AS moved FROM time_zones"
        )
    }
    known = set(files("tzdata").joinpath("zones").read_text().split()) - {"Factory"}
    assert set(zones) == known
    assert [name for name, moved in zones.items() if moved is None] == []
    assert all(ZoneInfo(name) for name in zones)


def test_the_way_to_ship_that_carts_assume_is_offered__conflict(as_owner: Login) -> None:
    sql = "UPDATE shipping_methods SET is_offered = FALSE WHERE shipping_method_code = %s"
    with refused("conflict"):
        as_owner.execute(sql, "standard")
    as_owner.execute(sql, "pickup")
    with refused("validation_failed"):
        as_owner.execute(
            "UPDATE settings SET value = 'pickup' WHERE setting_code = %s", "shipping_method"
        )
    as_owner.execute(sql.replace("FALSE", "TRUE"), "pickup")


@pytest.mark.parametrize("isolation", ["READ COMMITTED", "REPEATABLE READ"])
def test_the_currency_waits_for_an_order_that_comes__currency_in_use(
    empty_shop: Shop, isolation: str, eventually: Callable[..., None]
) -> None:
    """An empty shop chooses; with the first order, seen by nobody else yet, it has chosen."""
    buyer = empty_shop.customer()
    console = Login(empty_shop.admin.url, isolation, database="store")
    change = "UPDATE settings SET value = %s WHERE setting_code = 'currency'"
    console.execute(change, "USD")
    console.execute(change, "EUR")
    seller = Login(empty_shop.admin.url, database="store")
    seller.execute("START TRANSACTION")
    seller.execute(
        "INSERT INTO orders (user_id, shipping_method_code) VALUES (%s, 'standard')", buyer.id
    )
    told: list[str | None] = []

    def try_it() -> None:
        try:
            console.execute(change, "USD")
            told.append("changed")
        except SqlError as error:
            told.append(error.code or str(error))

    before = lock_waits(empty_shop)
    thread = threading.Thread(target=try_it)
    thread.start()
    eventually(lambda: lock_waits(empty_shop) > before or told)
    seller.execute("COMMIT")
    thread.join(30)
    assert told == ["currency_in_use"]
    console.close()
    seller.close()


def test_the_currency_is_kept_for_carts__currency_in_use(empty_shop: Shop) -> None:
    empty_shop.fill_cart(empty_shop.customer(), {empty_shop.product(): 1})
    with refused("currency_in_use"):
        empty_shop.admin.execute(
            "UPDATE settings SET value = 'USD' WHERE setting_code = 'currency'"
        )
