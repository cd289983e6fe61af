"""The places of those who write."""

from __future__ import annotations

from contextlib import ExitStack

import mysql.connector
import pytest

from core.db.writers import Full, Writers


def meet_a_held_row(writers: Writers, caller: str) -> None:
    """A call that waits for a lock in vain."""
    with pytest.raises(mysql.connector.Error), writers.place(caller):
        raise mysql.connector.Error("Lock wait timeout exceeded", errno=1205)


def test_no_more_than_its_places() -> None:
    writers = Writers(2)
    with writers.place("a"), writers.place("b"), pytest.raises(Full), writers.place("c"):
        raise AssertionError
    with writers.place("c"):
        pass


def test_whoever_met_a_held_row_shares_a_third_of_the_places() -> None:
    writers = Writers(6)
    callers = ["a", "b", "c"]
    for caller in callers:
        meet_a_held_row(writers, caller)
    with ExitStack() as inside:
        for caller in callers[:2]:
            inside.enter_context(writers.place(caller))
        with pytest.raises(Full), writers.place(callers[2]):
            raise AssertionError
        # Everybody else has the other places.
        for number in range(4):
            inside.enter_context(writers.place(f"other {number}"))


def test_whoever_was_served_is_like_everybody_else() -> None:
    writers = Writers(3)
    for caller in ("a", "b"):
        meet_a_held_row(writers, caller)
        with writers.place(caller):
            pass
    with writers.place("a"), writers.place("b"):
        pass
