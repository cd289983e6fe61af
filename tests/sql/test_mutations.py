"""Are the tests awake? Each trigger is dropped and each check emptied in turn; something must fail.

Runs by `./store test --mutate` only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from core.checks import run_checks
from ops.paths import ROOT
from tests.sql import attacks, specimens, tables, test_checks
from tests.sql import test_small_tricks as small_tricks
from tests.sql.conftest import PASSWORD, grant_attacker
from tests.sql.probes import PROBES
from tests.sql.test_attacks import WAYS
from tests.sql.test_checks import unguarded  # noqa: F401 - a fixture
from tests.support import stack as stacks
from tests.support.logins import Login, SqlError
from tests.support.shop import Shop

pytestmark = pytest.mark.mutation
TRIGGERS = sorted(path.stem for path in (ROOT / "sql/triggers").rglob("*.sql"))
OF_THE_AUDIT = {path.stem for path in (ROOT / "sql/triggers/audit").glob("*.sql")}


@pytest.fixture(scope="module")
def victim() -> Iterator[tuple[Login, str]]:
    """root of a filled shop, and the URL of the attacker."""
    with stacks.start() as stack:
        shop = Shop(stack)
        specimens.fill(shop)
        yield shop.admin, grant_attacker(stack, PASSWORD)
        shop.close()


@pytest.fixture
def without(victim: tuple[Login, str]) -> Iterator[Callable[[str], None]]:
    """`without(trigger)` drops it; it is back when the test ends."""
    root, _ = victim
    dropped = []

    def drop(name: str) -> None:
        place = "store_audit" if name in OF_THE_AUDIT else "store"
        row = root.rows(f"SHOW CREATE TRIGGER {place}.{name}")[0]
        dropped.append((place, row["SQL Original Statement"]))
        root.execute(f"DROP TRIGGER {place}.{name}")

    yield drop
    for place, statement in dropped:
        root.execute(f"USE {place}")
        root.execute(statement)
        root.execute("USE store")


def first_offence(url: str, name: str) -> str | None:
    """What the attacks on a table break, None if nobody notices anything."""
    for isolation, before, update, insert in WAYS.values():
        login = Login(url, isolation)
        try:
            table = tables.read(login, name)
            rows = attacks.sample(login, table)
            for statement in before:
                login.execute(statement)
            oracle = attacks.Oracle(login, table)
            for row in rows:
                for attack in attacks.all_attacks(login, table, row, update, insert):
                    if broken := oracle.offence(attack):
                        return broken
        finally:
            login.close()
    return None


def number_is_taken(url: str, name: str) -> bool:
    """Whether a row gets a number that somebody chose, or another one."""
    table, _, moment = name.partition("__")
    table = f"store_audit.{table}" if name in OF_THE_AUDIT else table
    if table not in small_tricks.NUMBERED:
        return False
    login = Login(url, "READ COMMITTED")
    try:
        login.execute("START TRANSACTION")
        if moment == "before_insert":
            small_tricks.choose_number(login, table, 4_000_000_000)
        elif table in small_tricks.CHANGED:
            small_tricks.change_number(login, table)
    except (AssertionError, pytest.fail.Exception):
        return True
    finally:
        login.execute("ROLLBACK")
        login.close()
    return False


def goes_well(name: str) -> bool:
    """Whether a shop without this trigger fills itself, and every check is silent after it."""
    with stacks.start() as stack:
        shop = Shop(stack)
        shop.admin.execute(f"DROP TRIGGER {name}")
        try:
            specimens.fill(shop)
            if name in PROBES:
                PROBES[name](shop)
            assert specimens.list_and_unlist(shop) == ["insert", "delete"]
        except (SqlError, AssertionError, pytest.fail.Exception, StopIteration, IndexError):
            return False
        finally:
            shop.close()
        return not run_checks(stack.url("admin"))


@pytest.mark.parametrize("name", TRIGGERS)
def test_a_dropped_trigger_is_noticed(
    name: str, victim: tuple[Login, str], without: Callable[[str], None]
) -> None:
    _, url = victim
    without(name)
    table = name.split("__")[0]
    noticed = number_is_taken(url, name) or first_offence(url, table) or not goes_well(name)
    assert noticed, f"nobody misses {name}"


@pytest.mark.parametrize("name", sorted(test_checks.CHECKS))
def test_an_emptied_check_is_noticed(
    name: str,
    unguarded: Login,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(test_checks.CHECKS, name, "SELECT 1 AS nothing FROM stock WHERE FALSE")
    with pytest.raises(AssertionError):
        if name in test_checks.PLANTED:
            test_checks.test_a_planted_violation_is_reported(name, unguarded)
        for _, statements, check in test_checks.DAMAGES:
            if check == name:
                test_checks.test_damage_is_named(statements, name, unguarded)
