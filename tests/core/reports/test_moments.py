"""Connections of reports are kept, read one moment, write nothing and end when they must."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from core.reports.moments import Moments
from core.reports.parts import Statement
from core.reports.refusals import Refused
from core.reports.snapshot import QueryError
from tests.support.logins import Login
from tests.support.stack import Stack

ID = Statement("SELECT CONNECTION_ID() AS id", [])


@pytest.fixture
def moments(stack: Stack) -> Iterator[Moments]:
    """At most two connections."""
    found = Moments(stack.url("report"), 2, 0.2)
    yield found
    found.drop_idle()


def ident(moments: Moments, seconds: int = 10) -> int:
    with moments.moment(seconds) as moment:
        return int(moment.rows(ID)[0]["id"])


def test_a_connection_is_used_again(moments: Moments) -> None:
    assert ident(moments) == ident(moments, 5)


def test_a_refused_choice_keeps_its_connection(moments: Moments) -> None:
    before = ident(moments)
    with pytest.raises(Refused), moments.moment(10):
        raise Refused("validation_failed", "No.")
    with pytest.raises(QueryError), moments.moment(10) as moment:
        moment.rows(Statement("SELECT nothing FROM nowhere", []))
    assert ident(moments) == before


def test_one_moment_is_seen_however_long_it_takes(moments: Moments, as_admin: Login) -> None:
    seen = Statement("SELECT value FROM settings WHERE setting_code = 'export_days'", [])
    change = "UPDATE store.settings SET value = %s WHERE setting_code = 'export_days'"
    with moments.moment(10) as moment:
        before = moment.rows(seen)
        as_admin.execute(change, "8")
        assert moment.rows(seen) == before
    with moments.moment(10) as moment:
        assert moment.rows(seen) == [{"value": "8"}]
    as_admin.execute(change, before[0]["value"])


def test_nothing_can_be_written(stack: Stack) -> None:
    """Even a login that may: the transaction is read-only."""
    moments = Moments(stack.url("owner"), 1, 1)
    with pytest.raises(QueryError, match="READ ONLY"), moments.moment(10) as moment:
        moment.rows(Statement("UPDATE store.settings SET value = value", []))
    moments.drop_idle()


def test_a_statement_that_takes_too_long_ends(moments: Moments) -> None:
    with pytest.raises(Refused) as caught, moments.moment(1) as moment:
        tables = ", ".join(f"problems AS p{number}" for number in range(6))
        never = "p0.status + p1.status + p2.status + p3.status + p4.status + p5.status < 0"
        moment.rows(Statement(f"SELECT COUNT(*) FROM {tables} WHERE {never}", []))
    assert caught.value.code == "report_timeout"
    assert ident(moments) > 0


def test_a_statement_is_interrupted(
    moments: Moments, as_admin: Login, eventually: Callable[..., None]
) -> None:
    """And the connection, which may still be told to stop, is used no more."""
    before = ident(moments)
    running = (
        "SELECT COUNT(*) FROM information_schema.processlist"
        " WHERE id = %s AND info LIKE 'SELECT SLEEP%%'"
    )
    with pytest.raises(Refused) as caught, moments.moment(60) as moment:

        def interrupt() -> None:
            eventually(lambda: as_admin.value(running, before) == 1)
            moment.interrupt()

        thread = threading.Thread(target=interrupt)
        thread.start()
        try:
            moment.rows(Statement("SELECT SLEEP(30) AS n FROM settings", []))
        finally:
            thread.join()
    assert caught.value.code == "unavailable"
    assert ident(moments) != before


def test_what_is_over_is_not_interrupted(moments: Moments) -> None:
    with moments.moment(10) as moment:
        before = int(moment.rows(ID)[0]["id"])
    moment.interrupt()
    assert ident(moments) == before


def test_a_connection_that_was_lost_is_made_anew(moments: Moments, as_admin: Login) -> None:
    as_admin.execute(f"KILL {ident(moments)}")
    assert ident(moments) > 0


def test_more_than_there_are_wait_and_are_refused(moments: Moments) -> None:
    with moments.moment(10), moments.moment(10), pytest.raises(Exception, match="in use"):
        ident(moments)
