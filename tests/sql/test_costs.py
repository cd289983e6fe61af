"""No hot call runs more than its budget in docs/costs.md, counted by the server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from ops.costs import page
from ops.costs.counter import Cost
from ops.costs.run import count_hot_calls
from ops.costs.scenario import People
from ops.costs.tree import Program, tree
from tests.support import stack as stacks
from tests.support.shop import Shop

pytestmark = pytest.mark.skipif(
    stacks.flavor() == "mariadb", reason="MariaDB's performance schema is switched off"
)
Counted = dict[str, list[Cost]]


@pytest.fixture(scope="module")
def counted() -> Iterator[Counted]:
    """The costs of each hot call, in a shop where nobody else is at work."""
    with stacks.start() as stack:
        shop = Shop(stack)
        products = [shop.product() for _ in range(3)]
        people = People(
            shop.customer().session, shop.staff().session, shop.services["worker"], products
        )
        # What was told before is not part of it.
        shop.relay()
        shop.close()
        yield count_hot_calls(stack.url("admin"), lambda _: people)


@pytest.mark.parametrize("title", page.budgets())
def test_a_hot_call_stays_within_its_budget(counted: Counted, title: str) -> None:
    assert page.by_title(counted)[title].exceeding(page.budgets()[title]) == []


def test_each_hot_call_has_a_budget(counted: Counted) -> None:
    assert page.by_title(counted).keys() == page.budgets().keys()


def test_the_tree_shows_each_activation_that_the_server_counted(counted: Counted) -> None:
    for title, costs in counted.items():
        for cost in costs:
            assert below([tree(title, cost)]) == cost.activations, title


def below(programs: Sequence[Program]) -> int:
    """The activations of all that these programs called, and of what that called."""
    called = [each for program in programs for each in program.called.values()]
    return sum(each.activations for each in called) + below(called) if called else 0


def test_the_page_holds_the_tree_of_each_hot_call() -> None:
    generated = page.PAGE.read_text().partition(page.BEGIN)[2]
    for title in page.budgets().keys() - {page.WHOLE}:
        assert f"### {title}\n" in generated, "run ./store db costs --write"
