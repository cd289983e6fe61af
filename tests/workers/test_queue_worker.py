"""A worker ends when it is asked to, wherever it is at that moment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.reports import ReportFiles
from tests.support.shop import Shop
from tests.workers.conftest import Start
from tests.workers.desk import MANY, Eventually, ask, export, wait_for
from tests.workers.redis_door import RedisDoor


@pytest.fixture
def door(stack_env: dict[str, str]) -> Iterator[RedisDoor]:
    """Before the Redis of this run."""
    made = RedisDoor(stack_env["STORE_REDIS_URL"])
    yield made
    made.close()


def test_a_worker_that_is_asked_to_stop_before_it_listens_stops(
    worker: Start, door: RedisDoor
) -> None:
    process = worker("mail", STORE_REDIS_URL=door.url)
    # Its work is done for now, and it makes itself known to Redis.
    assert door.is_waited_at.wait(30)
    process.terminate()
    door.is_open.set()
    assert process.wait(20) == 0


def test_a_worker_that_waits_for_a_wake_up_stops(
    shop: Shop, worker: Start, files: ReportFiles, eventually: Eventually
) -> None:
    process = worker("exports", **files.env)
    wait_for(shop, eventually, ask(shop, "csv"), "done")
    process.terminate()
    assert process.wait(20) == 0


@pytest.mark.slow
def test_a_worker_without_redis_ends_what_it_has_begun_and_stops(
    shop: Shop, worker: Start, files: ReportFiles, door: RedisDoor, eventually: Eventually
) -> None:
    door.is_open.set()
    process = worker("exports", STORE_REDIS_URL=door.url, **files.env)
    wait_for(shop, eventually, ask(shop, "csv"), "done")
    door.close()
    begun = ask(shop, "csv", MANY)
    eventually(lambda: export(shop, begun)["written_rows"] > 0, 30)
    for _ in range(2):
        process.terminate()
    assert process.wait(60) == 0
    assert export(shop, begun)["state"] == "done"
