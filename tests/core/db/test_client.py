"""The database as CALL and SELECT: refusals, second tries, bounds."""

from __future__ import annotations

import json
import math
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import mysql.connector
import pytest

from core.db import Database, DriverError, Problem, require_fast_driver
from core.db.failures import DRIVER_ERRORS
from core.db.patience import Patience
from tests.support.logins import Login
from tests.support.shop import ADDRESS, HALF, Shop, new_key
from tests.support.stack import Stack

WAIT = "SELECT GET_LOCK('gate', 30) + RELEASE_LOCK('gate') AS passed FROM country_list LIMIT 1"
WAITING = "SELECT COUNT(*) FROM information_schema.processlist WHERE state = 'User lock'"


@pytest.fixture
def db(stack: Stack) -> Database:
    """A database with two connections, which waits briefly for a third."""
    return Database(stack.url("api"), connections=2, wait_seconds=0.2)


def test_the_session_is_as_every_session_should_be(db: Database) -> None:
    row = db.rows(
        "SELECT @@autocommit AS autocommit, @@time_zone AS zone, @@collation_connection AS"
        " collation, @@sql_mode AS mode, @@group_concat_max_len AS longest"
        " FROM country_list LIMIT 1"
    )[0]
    assert (row["autocommit"], row["zone"]) == (1, "+00:00")
    assert row["collation"] == "utf8mb4_unicode_ci"
    assert "TRADITIONAL" in row["mode"]
    assert row["longest"] == 16_777_216


def test_refusals_arrive_with_code_field_and_rows(db: Database, shop: Shop) -> None:
    with pytest.raises(Problem) as found:
        db.call("user_verify", "no-such-token")
    problem = found.value
    assert (problem.code, problem.status) == ("token_invalid", 422)
    assert list(problem.errors) == ["token"]


def test_values_that_do_not_fit_name_their_field(db: Database) -> None:
    with pytest.raises(Problem) as found:
        db.call("captcha_create", "A" * 500, "192.0.2.1")
    assert found.value.code == "validation_failed"
    assert list(found.value.errors) == ["answer"]


def test_no_connection_is_free__unavailable(
    db: Database, as_admin: Login, eventually: Callable[..., None]
) -> None:
    as_admin.value("SELECT GET_LOCK('gate', 0)")
    with ThreadPoolExecutor(2) as threads:
        busy = [threads.submit(db.rows, WAIT) for _ in range(2)]
        eventually(lambda: as_admin.value(WAITING) == len(busy))
        began = time.monotonic()
        with pytest.raises(Problem) as found:
            db.rows("SELECT code FROM country_list")
        assert time.monotonic() - began < 0.45
        assert found.value.code == "unavailable"
        as_admin.value("SELECT RELEASE_LOCK('gate')")
        assert [each.result() for each in busy] == [[{"passed": 2}]] * 2
    assert db.rows("SELECT code FROM country_list")


def test_a_connection_that_was_killed_is_replaced(
    db: Database, as_admin: Login, eventually: Callable[..., None]
) -> None:
    mine = "SELECT CONNECTION_ID() AS id FROM country_list LIMIT 1"
    killed = db.rows(mine)[0]["id"]
    as_admin.execute(f"KILL {killed}")
    known = "SELECT COUNT(*) FROM information_schema.processlist WHERE id = %s"
    eventually(lambda: not as_admin.value(known, killed))
    assert db.rows(mine)


def test_a_procedure_that_is_being_replaced_is_waited_for(db: Database, as_admin: Login) -> None:
    as_admin.execute("DROP PROCEDURE IF EXISTS store.nothing_much")

    def create() -> None:
        time.sleep(0.3)
        as_admin.execute("CREATE PROCEDURE store.nothing_much() SELECT 1 AS one")
        as_admin.execute("GRANT EXECUTE ON PROCEDURE store.nothing_much TO store_api")

    helper = threading.Thread(target=create)
    helper.start()
    try:
        assert db.call("nothing_much") == [{"one": 1}]
    finally:
        helper.join()
        as_admin.execute("DROP PROCEDURE store.nothing_much")


def test_what_never_comes_is_an_error(db: Database) -> None:
    began = time.monotonic()
    with pytest.raises(DRIVER_ERRORS):
        db.call("no_such_procedure")
    assert 0.9 < time.monotonic() - began < 3


def test_deadlocks_are_tried_again_and_lost_calls_are_not() -> None:
    def never(_: float) -> float:
        return math.inf

    conflicts = Patience(repeatable=False, due=never)
    pauses = [conflicts.pause_after(1213) for _ in range(6)]
    assert None not in pauses[:5]
    assert pauses[5] is None
    assert Patience(repeatable=False, due=never).pause_after(2013) is None
    assert Patience(repeatable=True, due=never).pause_after(2013) is not None
    assert Patience(repeatable=False, due=never).pause_after(2006) is not None
    assert Patience(repeatable=True, due=never).pause_after(1064) is None


def test_a_try_that_could_end_after_the_deadline_is_not_begun() -> None:
    assert Patience(repeatable=True, due=lambda began_at: began_at + 0.9).pause_after(1205) is None
    assert Patience(repeatable=True, due=lambda began_at: began_at + 1.5).pause_after(1205) == (
        pytest.approx(0, abs=0.1)
    )


def test_what_a_refusal_leaves_open_is_not_committed_by_the_next_call(
    db: Database, as_admin: Login, half_done: str
) -> None:
    with pytest.raises(Problem, match="not_found"):
        db.call(half_done)
    db.document("cart_show", None, "a-guest-without-a-cart")
    assert not as_admin.value(HALF)


def test_a_connection_is_kept_after_a_refusal(db: Database) -> None:
    mine = "SELECT CONNECTION_ID() AS id FROM country_list LIMIT 1"
    before = db.rows(mine)
    with pytest.raises(Problem, match="token_invalid"):
        db.call("user_verify", "no-such-token")
    assert db.rows(mine) == before


def test_a_time_limit_ends_a_select_and_only_that(db: Database) -> None:
    with pytest.raises(Problem) as found:
        db.rows("SELECT SLEEP(3) AS slept FROM country_list", seconds=0.3)
    assert found.value.status == 503
    assert db.rows("SELECT SLEEP(0.5) AS slept FROM country_list LIMIT 1")


def test_a_document_arrives_as_the_database_wrote_it(db: Database) -> None:
    text = db.document("cart_show", None, "a-guest-without-a-cart")
    assert json.loads(text)["items"] == []


def test_a_refusal_on_the_way_to_a_document_keeps_its_rows(db: Database, shop: Shop) -> None:
    person, product = shop.customer(), shop.product(stock=0)
    shop.fill_cart(person, {product: 1})
    with pytest.raises(Problem) as found:
        db.document(
            "order_place",
            person.session,
            new_key(),
            None,
            ADDRESS,
            "standard",
            None,
            idempotent=True,
        )
    assert found.value.code == "insufficient_stock"
    assert [row["product_id"] for row in found.value.extra["items"]] == [product]


def test_the_pure_driver_is_refused_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mysql.connector, "HAVE_CEXT", False)
    with pytest.raises(DriverError):
        require_fast_driver(allow_pure=False)
    require_fast_driver(allow_pure=True)
