"""Rows that belong to somebody are read by saying who asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.db import Database, Problem, reads
from tests.support.shop import Shop, new_secret
from tests.support.stack import Stack

MINE = reads.View("my_orders", ("id",), sorts={"id": "id"})
THEIRS = reads.View("staff_orders", ("id",))
NEWEST = reads.View("staff_orders", ("id", "placed_at"), sorts={"placed_at": "placed_at"})


@pytest.fixture
def db(stack: Stack) -> Database:
    """The API's login."""
    return Database(stack.url("api"))


def test_views_cannot_be_read_in_the_wrong_way(db: Database, shop: Shop) -> None:
    wrong_ways: tuple[Callable[[], object], ...] = (
        lambda: reads.public(db, MINE),
        lambda: reads.public(db, THEIRS),
        lambda: reads.owned(db, THEIRS, ""),
        lambda: reads.staff(db, MINE, "", "orders.read"),
    )
    for wrong in wrong_ways:
        with pytest.raises(ValueError, match="_orders"):
            wrong()


def test_staff_views_ask_for_the_permission__forbidden(db: Database, shop: Shop) -> None:
    with pytest.raises(Problem, match=r"orders\.read") as found:
        reads.staff(db, THEIRS, shop.customer().session, "orders.read").rows()
    assert found.value.status == 403
    assert reads.staff(db, THEIRS, shop.staff().session, "orders.read").rows(limit=1) is not None


def test_whose_session_has_ended_reads_nothing__unauthenticated(db: Database, shop: Shop) -> None:
    person = shop.customer()
    shop.api.call("session_close", person.session)
    for read in (
        lambda: reads.owned(db, MINE, person.session).rows(),
        lambda: reads.staff(db, THEIRS, new_secret(), "orders.read").one(1),
        lambda: reads.either(db, THEIRS, "orders.read", MINE, new_secret()).after(0, 5),
        lambda: reads.require(db, new_secret(), None),
    ):
        with pytest.raises(Problem) as found:
            read()
        assert found.value.status == 401


def test_what_staff_see_in_full_others_see_of_their_own(db: Database, shop: Shop) -> None:
    person = shop.customer()
    mine, theirs = shop.order(person), shop.order()
    for asker, ids in ((person, [mine["id"]]), (shop.staff(), [theirs["id"], mine["id"]])):
        rows = reads.either(db, THEIRS, "orders.read", MINE, asker.session)
        assert [row["id"] for row in rows.rows("id DESC", limit=2)] == ids
    with pytest.raises(Problem) as found:
        reads.either(db, THEIRS, "orders.read", MINE, person.session).one(theirs["id"])
    assert found.value.status == 404


def test_a_list_of_staff_walks_an_index(db: Database, shop: Shop) -> None:
    page = reads.staff(db, NEWEST, shop.staff().session, "orders.read").page(
        ["-placed_at"], 1, 5, 100
    )
    assert page["items"] == sorted(page["items"], key=lambda row: row["placed_at"], reverse=True)
    assert len(page["items"]) == min(5, page["total"])


def test_totals_are_exact_up_to_a_cap(db: Database, shop: Shop) -> None:
    person = shop.customer()
    for _ in range(3):
        shop.order(person)
    rows = reads.owned(db, MINE, person.session)
    assert rows.page([], 1, 2, cap=3)["total"] == 3
    capped = rows.page([], 2, 2, cap=2)
    assert (capped["total"], capped["total_is_at_least"], len(capped["items"])) == (2, True, 1)
    beyond = rows.page([], 9, 2, cap=5)
    assert (beyond["total"], beyond["items"]) == (3, [])


def test_sorting_takes_names_of_the_list_alone(db: Database) -> None:
    assert reads.order_by(MINE, ["-id"]) == "id DESC"
    with pytest.raises(KeyError):
        reads.order_by(MINE, ["id; DROP TABLE users"])
