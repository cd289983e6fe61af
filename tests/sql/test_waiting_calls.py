"""Calls that wait while another session changes what they rely on, and then go on."""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from core.checks import run_checks
from tests.sql.meetings import Ground, Meeting, Sessions, Step, settle
from tests.sql.scenes import Scene, Stage, moves
from tests.support import stack as stacks
from tests.support.logins import Login, Row, SqlError
from tests.support.shop import Shop, new_key, new_secret

pytestmark = pytest.mark.slow
Call = tuple[Any, ...]
KINDS = ("placed", "paid", "processed", "shipped")
ISOLATIONS = ("READ COMMITTED", "REPEATABLE READ")
DEADLOCK = 1213


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    """A stack of its own, for rows that nobody can take back."""
    with stacks.start() as stack:
        shop = Shop(stack)
        yield Ground(Stage(shop), stack.url("owner"))
        shop.close()


@pytest.fixture(scope="module")
def sessions(ground: Ground) -> Iterator[Sessions]:
    """Connections that wait for each other."""
    opened = Sessions(ground.url)
    yield opened
    opened.close()


def log_in(admin: Login, user_id: int) -> str:
    """A session without a password, as only root can make one."""
    secret = new_secret()
    admin.execute("INSERT INTO sessions (user_id, expires_at) VALUES (%s, '2039-01-01')", user_id)
    admin.execute(
        "INSERT INTO session_secrets (secret_hash, session_id, secret_kind, expires_at)"
        " VALUES (UNHEX(SHA2(%s, 256)), LAST_INSERT_ID(), 'access', '2039-01-01')",
        secret,
    )
    return secret


def calls(stage: Stage, scene: Scene) -> dict[str, Call]:
    """What customers and staff may ask for in a scene."""
    ids, staff = scene.ids, stage.shop.staff().session
    order, customer = ids["order_id"], log_in(stage.admin, ids["user_id"])
    found: dict[str, Call] = {
        "cancel": ("order_cancel", customer, order),
        "pay": ("payment_bobi_take", customer, new_key(), order, stage.due(order)),
        "refund all": ("payment_refund", staff, new_key(), order, None, None),
        "refund one": ("payment_refund", staff, new_key(), order, "1.00", None),
        "count none": ("stock_count", staff, ids["variant_id"], None, 0, None),
        "count less": ("stock_count", staff, ids["variant_id"], None, 3, None),
    }
    for row in stage.admin.rows(
        "SELECT to_status_code AS code FROM order_status_transitions AS t"
        " INNER JOIN orders AS o ON o.order_status_code = t.from_status_code"
        " WHERE o.order_id = %s AND t.is_by_staff",
        order,
    ):
        found[row["code"]] = ("order_status_set", staff, order, row["code"], None, None)
    return found


def changes(survey: Meeting) -> list[str]:
    """What another session does meanwhile: moves on purpose, each effect once."""
    wanted = moves(survey.scene, survey.ground.stage.admin)
    return [
        name for name in survey.possible() if name in wanted and not name.startswith("payments ")
    ]


def overtake(sessions: Sessions, login: Login, change: Step, call: Call) -> list[Row] | SqlError:
    """Begin a call while a change is being written; what came of it when that was committed."""
    other = sessions.get("other")
    results: list[list[Row] | SqlError] = []

    def run() -> None:
        try:
            results.append(login.call(*call))
        except SqlError as error:
            results.append(error)

    other.execute("START TRANSACTION")
    other.execute(change.plain, *change.params)
    thread = threading.Thread(target=run)
    thread.start()
    settle(sessions.get("reader"), [thread])
    other.execute("COMMIT")
    thread.join()
    return results[0]


@pytest.mark.parametrize("isolation", ISOLATIONS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_call_that_waited_breaks_no_promise(
    kind: str, isolation: str, ground: Ground, sessions: Sessions
) -> None:
    stage = ground.stage
    survey = Meeting(ground, sessions, kind)
    caller = Login(stage.shop.api.url, isolation)
    ends: Counter[str] = Counter()
    for changing, asked in itertools.product(changes(survey), calls(stage, survey.scene)):
        meeting = Meeting(ground, sessions, kind)
        call = calls(stage, meeting.scene)[asked]
        result = overtake(sessions, caller, meeting.steps[changing], call)
        if isinstance(result, SqlError):
            # A refusal, or a deadlock that whoever calls repeats.
            assert result.code or result.errno == DEADLOCK, f"{changing} | {asked}: {result}"
        ends["refused" if isinstance(result, SqlError) else "done"] += 1
    caller.close()
    violations = run_checks(stage.shop.admin.url)
    assert not violations, "\n".join(str(violation) for violation in violations)
    assert ends["refused"] > 5 and ends["done"] > 5, ends
