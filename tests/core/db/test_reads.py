"""Rows that belong to somebody are read by saying who asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.db import Database, Problem, reads
from tests.support.shop import Shop
from tests.support.stack import Stack

MINE = reads.View("my_orders", ("id",), sorts={"id": "id"})
THEIRS = reads.View("staff_orders", ("id",))


@pytest.fixture
def db(stack: Stack) -> Database:
    """The API's login."""
    return Database(stack.url("api"))


def test_views_cannot_be_read_in_the_wrong_way(db: Database, shop: Shop) -> None:
    wrong_ways: tuple[Callable[[], object], ...] = (
        lambda: reads.public(db, MINE),
        lambda: reads.public(db, THEIRS),
        lambda: reads.owned(db, THEIRS, 1),
        lambda: reads.staff(db, MINE, shop.staff().id, "orders.read"),
    )
    for wrong in wrong_ways:
        with pytest.raises(ValueError, match="_orders"):
            wrong()


def test_staff_views_ask_for_the_permission__forbidden(db: Database, shop: Shop) -> None:
    with pytest.raises(Problem, match=r"orders\.read") as found:
        reads.staff(db, THEIRS, shop.customer().id, "orders.read")
    assert found.value.status == 403
    assert reads.staff(db, THEIRS, shop.staff().id, "orders.read").rows(limit=1) is not None


def test_totals_are_exact_up_to_a_cap(db: Database, shop: Shop) -> None:
    person = shop.customer()
    for _ in range(3):
        shop.order(person)
    rows = reads.owned(db, MINE, person.id)
    assert rows.total(3) == {"total": 3}
    assert rows.total(2) == {"total": 2, "total_is_at_least": True}


def test_sorting_takes_names_of_the_list_alone(db: Database) -> None:
    assert reads.order_by(MINE, ["-id"]) == "id DESC, id"
    with pytest.raises(KeyError):
        reads.order_by(MINE, ["id; DROP TABLE users"])
