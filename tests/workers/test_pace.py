"""A worker leaves to the shop the part of its time that the setting says."""

from __future__ import annotations

import time

import pytest

from workers.pace import STRETCH, Pace


def work(seconds: float) -> None:
    """Work, as long as that."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        continue


@pytest.mark.parametrize(("percent", "factor"), [(50, 1.0), (25, 3.0), (5, 19.0)])
def test_it_rests_in_proportion_to_its_work(percent: int, factor: float) -> None:
    """A quarter of the time is three times as much rest as work."""
    rests: list[float] = []
    # Before the pace begins to count.
    began = time.monotonic()
    pace = Pace(lambda: percent, rests.append)
    work(0.02)
    pace.rest()
    assert 0.02 * factor <= rests[0] <= (time.monotonic() - began) * factor


def test_it_does_not_rest_where_all_time_is_its_own() -> None:
    """Nor after a stretch of work that is not worth a rest: that is added to the next."""
    rests: list[float] = []
    whole, quarter = Pace(lambda: 100, rests.append), Pace(lambda: 25, rests.append)
    work(0.02)
    whole.rest()
    assert not rests
    quarter.rest()
    quarter.rest()
    assert len(rests) == 1
    work(STRETCH)
    quarter.rest()
    assert len(rests) == 2 and rests[1] >= 3 * STRETCH
