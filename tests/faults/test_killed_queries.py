"""Queries killed at any point of every public procedure: all of a call happens, or nothing."""

from __future__ import annotations

import queue
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

import pytest

from core.checks import run_checks
from core.db import Database, Problem
from core.db.failures import DRIVER_ERRORS, KILLED, LOST, TIMED_OUT, errno_of
from core.db.pool import Pool
from core.db.statements import set_time_limit
from tests.faults.acts import Acts, callers
from tests.faults.report_acts import Arguments
from tests.support import stack as stacks
from tests.support.logins import Login, SqlError
from tests.support.shop import Shop
from tests.support.stack import Stack

pytestmark = pytest.mark.faults
PROCEDURES = sorted(callers())
HITS, TRIES, MOST_TRIES, LEAST_HITS = 16, 20, 200, 500
# Before the call: the shortest ones are hit at their beginning or not at all.
EARLIEST, NEVER = -0.001, 60.0
DUPLICATE, NO_NUMBER = 1062, 1467
LAST_NUMBER = 2**64 - 1
LIMITS = ("export_waiting_limit", "report_schedule_limit", "report_view_limit")
# A kill in the middle of an answer leaves half a packet.
DEATHS = KILLED | TIMED_OUT | LOST
# MariaDB forgets some kills: the statement inside of the CALL ends early without an error, and the
# call goes on. Then only the guards can tell, and they must; a call that failed leaves nothing.
FORGETS_KILLS = stacks.flavor() == "mariadb"
Counts = tuple[int, ...]
# What a call that was cut in two would leave, beside what sql/checks finds.
HALVES = {
    "orders without lines": "SELECT order_id FROM orders AS o WHERE NOT EXISTS"
    " (SELECT 1 FROM order_lines AS l WHERE l.order_id = o.order_id)",
    "keys without answer": "SELECT idempotency_key FROM idempotency_keys"
    " WHERE COALESCE(answer, '') = ''",
    "people without a role": "SELECT user_id FROM users AS u WHERE u.user_id IN"
    " (SELECT c.user_id FROM user_credentials AS c) AND NOT EXISTS"
    " (SELECT 1 FROM user_roles AS r WHERE r.user_id = u.user_id)",
    "people without a password": "SELECT user_id FROM user_roles AS r"
    " WHERE r.role_code = 'customer' AND NOT EXISTS"
    " (SELECT 1 FROM user_credentials AS c WHERE c.user_id = r.user_id)"
    " AND r.user_id IN (SELECT u.user_id FROM users AS u WHERE NOT u.is_imported)",
}
OPEN = (
    "SELECT trx_mysql_thread_id FROM information_schema.innodb_trx AS t"
    " INNER JOIN information_schema.processlist AS p ON t.trx_mysql_thread_id = p.id"
    " WHERE p.user IN ('api_login', 'worker_login') AND p.command = 'Sleep'"
)


class Weapon(Protocol):
    """What ends a query in its middle."""

    def aim(self, connection_id: int, seconds: float) -> None:
        """End the next query of a connection after so long."""

    def lay_down(self) -> None:
        """Do no more harm."""


class Killer:
    """Another session that kills queries, from a moment on until they are dead."""

    def __init__(self, url: str, _: Pool) -> None:
        self._login = Login(url)
        self._targets: queue.Queue[tuple[int, float]] = queue.Queue()
        self._is_over, self._is_quiet = threading.Event(), threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def aim(self, connection_id: int, seconds: float) -> None:
        """End the next query of a connection after so long."""
        self._is_over.clear()
        self._is_quiet.clear()
        self._targets.put((connection_id, seconds))

    def lay_down(self) -> None:
        """Do no more harm."""
        self._is_over.set()
        assert self._is_quiet.wait(10)

    def _run(self) -> None:
        while True:
            connection_id, seconds = self._targets.get()
            self._is_over.wait(seconds)
            while not self._is_over.is_set():
                with suppress(SqlError):
                    self._login.execute(f"KILL QUERY {connection_id}")
            self._is_quiet.set()


class Limit:
    """A time limit of the session itself; MariaDB's reaches into a CALL."""

    def __init__(self, _: str, pool: Pool) -> None:
        self._pool = pool

    def aim(self, connection_id: int, seconds: float) -> None:
        """End the next query of a connection after so long."""
        self._limit(max(seconds, 0.000001))

    def lay_down(self) -> None:
        """No limit from now on."""
        self._limit(0)

    def _limit(self, seconds: float) -> None:
        with self._pool.connection() as connection:
            set_time_limit(connection, seconds)


@dataclass
class Shot:
    """A call that was aimed at: the error it died of, how long it took, what is left of it."""

    died_of: int = 0
    seconds: float = 0.0
    effect: dict[str, int] = field(default_factory=dict)


class Range:
    """Calls every procedure through the pools of the shop, and counts what is left of each."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.shop = Shop(stack)
        self.acts = Acts(self.shop)
        self.admin = Login(stack.url("admin"), database="store")
        # What killed calls leave alone stays: the same person asks again and again.
        for limit in LIMITS:
            self.shop.api.call("setting_update", self.acts.staff, limit, "10000", None)
        self.pools = {login: Database(stack.url(login)) for login in ("api", "worker")}
        # For tables this small the threads take longer to start than to count.
        self.admin.execute(
            "SET SESSION /*!80014 innodb_parallel_read_threads = 1, */ autocommit = 1"
        )
        names = self.admin.rows(
            "SELECT CONCAT(table_schema, '.', table_name) AS name FROM information_schema.tables"
            " WHERE table_schema IN ('store', 'store_audit') AND table_type = 'BASE TABLE'"
            " ORDER BY 1"
        )
        # A try counts before anybody knows what becomes of it.
        self.tables = [row["name"] for row in names if row["name"] not in COUNTED]

    def pool(self, procedure: str) -> Database:
        """The pool of the login that calls it."""
        return self.pools[callers()[procedure]]

    def counts(self) -> Counts:
        """The rows of every table."""
        each = ", ".join(
            f"(SELECT COUNT(*) FROM {table}) AS c{number}"
            for number, table in enumerate(self.tables)
        )
        return tuple(self.admin.rows(f"SELECT {each}")[0].values())

    def effect(self, act: Callable[[], object]) -> dict[str, int]:
        """The rows that came and went."""
        before = self.counts()
        act()
        pairs = zip(self.tables, before, self.counts(), strict=True)
        return {table: after - was for table, was, after in pairs if after != was}

    def shot(self, procedure: str, weapon: Weapon, seconds: float) -> Shot:
        """A call that is killed after so long; then it is made again."""
        db = self.pool(procedure)
        arguments: Arguments = self.acts.arguments(procedure)
        made = Shot()

        def act() -> None:
            weapon.aim(self._connection_id(db), seconds)
            began = time.perf_counter()
            made.died_of = failure(lambda: db.call(procedure, *arguments))
            made.seconds = time.perf_counter() - began
            weapon.lay_down()
            self.commit(db)

        made.effect = self.effect(act)
        # What was not done can be done; what was done is refused, or done once.
        assert failure(lambda: db.call(procedure, *arguments)) in (0, DUPLICATE)
        return made

    def _connection_id(self, db: Database) -> int:
        return int(db.rows("SELECT CONNECTION_ID() AS id FROM setting_list LIMIT 1")[0]["id"])

    def commit(self, db: Database) -> None:
        """What the next call does first: START TRANSACTION commits what is open."""
        with db._pool.connection() as connection:
            connection.cmd_query("COMMIT")

    def assert_nothing_half(self) -> None:
        """No half call, no promise broken, no lock left."""
        for name, query in HALVES.items():
            assert not self.admin.rows(query), name
        assert not run_checks(self.stack.url("admin"))
        assert self.admin.value("SELECT IS_FREE_LOCK('storekeeper.relay')") == 1


def failure(act: Callable[[], Any]) -> int:
    """The error of the server that a call died of; 0 for an answer or a refusal."""
    try:
        act()
    except Problem as problem:
        return errno_of(problem.__cause__) if problem.__cause__ and problem.status >= 500 else 0
    except DRIVER_ERRORS as error:
        return errno_of(error)
    return 0


@pytest.fixture(scope="module")
def shooting() -> Iterator[Range]:
    """A shop of its own: nobody else changes a row."""
    with stacks.start() as stack:
        made = Range(stack)
        yield made
        made.shop.close()
        made.admin.close()


WEAPONS: list[type[Killer] | type[Limit]] = [Killer]
if stacks.flavor() == "mariadb":
    WEAPONS.append(Limit)


def test_every_public_procedure_has_its_act() -> None:
    assert [name for name in PROCEDURES if not hasattr(Acts, f"_{name}")] == []


@pytest.mark.parametrize("weapon", WEAPONS)
def test_a_killed_call_leaves_nothing(
    shooting: Range, weapon: type[Killer] | type[Limit], eventually: Callable[..., None]
) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    dice = random.Random(seed)
    weapons = {
        login: weapon(shooting.stack.url("admin"), db._pool) for login, db in shooting.pools.items()
    }
    hits: dict[str, int] = {}
    for procedure in PROCEDURES:
        armed = weapons[callers()[procedure]]
        hits[procedure] = shoot(shooting, procedure, armed, dice)
        shooting.assert_nothing_half()
    # Short calls are hard to hit; the longest makes up for them.
    while sum(hits.values()) < LEAST_HITS:
        armed = weapons[callers()["checkout_place"]]
        hits["checkout_place"] += shoot(shooting, "checkout_place", armed, dice)
    shooting.assert_nothing_half()
    print(f"{sum(hits.values())} calls died: {hits}")
    eventually(lambda: not shooting.admin.rows(OPEN))
    assert sum(hits.values()) >= LEAST_HITS
    assert min(hits.values()) > 0


COUNTED = ("store.tries", "store.login_failures")
RUN_OUT = {
    "order_place": "store.events",
    "checkout_place": "store.events",
    "cart_item_add": "store.cart_items",
    "user_register": "store.events",
    "import_orders": "store.payments",
    "product_create": "store_audit.entries",
}


@pytest.mark.parametrize("procedure", RUN_OUT)
def test_a_number_that_cannot_be_given_leaves_nothing(shooting: Range, procedure: str) -> None:
    """An error that the server calls fatal: it runs no handler either."""
    table, db = RUN_OUT[procedure], shooting.pool(procedure)
    arguments = shooting.acts.arguments(procedure)
    died_of = [0]

    def act() -> None:
        died_of[0] = failure(lambda: db.call(procedure, *arguments))
        shooting.commit(db)

    shooting.admin.execute(f"ALTER TABLE {table} AUTO_INCREMENT = {LAST_NUMBER}")
    try:
        assert shooting.effect(act) == {}
    finally:
        shooting.admin.execute(f"ALTER TABLE {table} AUTO_INCREMENT = 1")
    assert died_of[0] == NO_NUMBER
    assert failure(lambda: db.call(procedure, *arguments)) == 0
    shooting.assert_nothing_half()


def shoot(shooting: Range, procedure: str, weapon: Weapon, dice: random.Random) -> int:
    """Kill calls of a procedure, at least one; how many died."""
    unharmed = [shooting.shot(procedure, weapon, NEVER) for _ in range(2)]
    # On MariaDB a function that is killed may answer NULL, and the call is refused for that.
    wholes = [{}, {"store_audit.entries": 1}, *(made.effect for made in unharmed)]
    hits, longest = 0, unharmed[1].seconds
    for tries in range(MOST_TRIES):
        made = shooting.shot(procedure, weapon, max(0.0, dice.uniform(EARLIEST, longest)))
        assert made.died_of in {0} | DEATHS, f"{procedure} died of {made.died_of}"
        if made.effect not in wholes and FORGETS_KILLS and not made.died_of:
            print(f"{procedure} answered and left {made.effect}")
            continue
        assert made.effect in wholes, f"{procedure} left {made.effect}, whole are {wholes}"
        if made.died_of:
            hits += 1
        else:
            longest = made.seconds
        if hits == HITS or (hits and tries >= TRIES):
            break
    return hits
