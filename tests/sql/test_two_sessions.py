"""Whoever looked before another session changed something gets what a new look would get."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sql import attacks, tables
from tests.sql.meetings import Ground, Meeting, Sessions, is_relied_on
from tests.sql.scenes import SCENES, Stage
from tests.support import stack as stacks
from tests.support.shop import Shop

# What has nothing to do with the state of an order meets in these scenes only.
ALL_MEET = ("draft", "product", "person")
# Lists of which guards read nothing that can change; foreign keys hold what points at them.
UNREAD = {
    "subsystems",
    "guarded_tables",
    "guarded_columns",
    "problems",
    "countries",
    "roles",
    "permissions",
    "role_permissions",
    "session_kinds",
    "mail_templates",
    "reports",
    "stock_locations",
    "stock_entry_kinds",
    "order_statuses",
}
GUARDED = {name for name, guard in tables.listed().items() if guard != "open"}


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    """A stack of its own: what one session changes for another to meet is never taken back."""
    with stacks.start() as stack:
        shop = Shop(stack)
        yield Ground(Stage(shop), stack.url("owner"))
        shop.close()


@pytest.fixture(scope="module")
def sessions(ground: Ground) -> Iterator[Sessions]:
    """Connections of consoles that meet."""
    opened = Sessions(ground.url)
    yield opened
    opened.close()


def plans(survey: Meeting, kind: str) -> dict[str, list[str]]:
    """Each change that the shop takes in a scene, and the moves that rely on what it changes."""
    possible = survey.possible()
    found = {}
    for changing in possible:
        change = survey.steps[changing]
        found[changing] = [
            name
            for name in possible
            if is_relied_on(change, move := survey.steps[name])
            and (kind in ALL_MEET or survey.is_of_orders(change) or survey.is_of_orders(move))
        ]
    return {changing: moving for changing, moving in found.items() if moving}


@pytest.mark.slow
@pytest.mark.parametrize("kind", SCENES)
def test_an_old_look_gets_what_a_new_one_would_get(
    kind: str, ground: Ground, sessions: Sessions
) -> None:
    found, has_waited = [], 0
    for changing, moving in plans(Meeting(ground, sessions, kind), kind).items():
        meeting = Meeting(ground, sessions, kind)
        found += meeting.offences(changing, moving)
        has_waited += meeting.has_waited
    assert not found, f"{len(found)} looks believed the past:\n" + "\n".join(found[:10])
    assert has_waited > 20, "nobody waited for anybody"


@pytest.mark.slow
def test_every_guarded_table_is_changed_beside_a_move(ground: Ground, sessions: Sessions) -> None:
    changed = set()
    for kind in SCENES:
        survey = Meeting(ground, sessions, kind)
        for name in plans(survey, kind):
            changed |= attacks.reached(survey.steps[name].table)
    assert changed & GUARDED == GUARDED - UNREAD
