"""Rows that belong to somebody are read by saying who asks."""

from __future__ import annotations

import pytest

from api.db import Database, Problem, read
from tests.support.shop import Shop
from tests.support.stack import Stack

MINE = read.View("my_orders", ("id",), sorts={"id": "id"})
THEIRS = read.View("staff_orders", ("id",))


@pytest.fixture
def db(stack: Stack) -> Database:
    """The API's login."""
    return Database(stack.url("api"))


def test_views_cannot_be_read_in_the_wrong_way(db: Database, shop: Shop) -> None:
    for wrong in (
        lambda: read.public(db, MINE),
        lambda: read.public(db, THEIRS),
        lambda: read.owned(db, THEIRS, 1),
        lambda: read.staff(db, MINE, shop.staff().id, "orders.read"),
    ):
        with pytest.raises(ValueError, match="_orders"):
            wrong()


def test_staff_views_ask_for_the_permission__forbidden(db: Database, shop: Shop) -> None:
    with pytest.raises(Problem, match=r"orders\.read") as found:
        read.staff(db, THEIRS, shop.customer().id, "orders.read")
    assert found.value.status == 403
    assert read.staff(db, THEIRS, shop.staff().id, "orders.read").rows(limit=1) is not None


def test_totals_are_exact_up_to_a_cap(db: Database, shop: Shop) -> None:
    person = shop.customer()
    for _ in range(3):
        shop.order(person)
    rows = read.owned(db, MINE, person.id)
    assert rows.total(3) == {"total": 3}
    assert rows.total(2) == {"total": 2, "total_is_at_least": True}


def test_sorting_takes_names_of_the_list_alone(db: Database) -> None:
    assert read.order_by(MINE, ["-id"]) == "id DESC, id"
    with pytest.raises(KeyError):
        read.order_by(MINE, ["id; DROP TABLE users"])
