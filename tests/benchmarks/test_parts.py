"""What the benchmarks stand on: the client, the rounds, the shares."""

from __future__ import annotations

import itertools
import os
import socket
import threading
from array import array
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.buyer import Way, addresses
from benchmarks.clients import Crew, Failure, Shift, Tally
from benchmarks.cpu import OTHERS, seconds_of, shares, used_between
from benchmarks.http import Channel, request
from benchmarks.measure import Goal, Round, percentiles, ratio
from benchmarks.side_by_side import by_group, goals_of
from benchmarks.soak import Look, resident, told
from benchmarks.table import compared, table

ANSWER = b"HTTP/1.1 201 CREATED\r\nContent-Length: 2\r\n\r\n{}"
REFUSAL = b'HTTP/1.1 409 CONFLICT\r\ncontent-length: 21\r\n\r\n{"code":"cart_empty"} '


class Server:
    """Sends what it was told, one piece for each request; hangs up at None."""

    def __init__(self, *pieces: bytes | None) -> None:
        self._pieces = iter(pieces)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.connections = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            self.connections += 1
            while connection.recv(65536):
                piece = next(self._pieces, None)
                if piece is None:
                    break
                connection.sendall(piece)
            connection.close()


def test_channel_keeps_its_connection() -> None:
    """Two answers, one connection."""
    server = Server(ANSWER, ANSWER)
    channel = Channel(server.port)
    for _ in range(2):
        channel.expect(request("GET", "/"), 201)
        assert channel.json() == {}
    assert server.connections == 1


def test_channel_opens_again_what_was_closed() -> None:
    """An idle connection that the server closed costs no error."""
    server = Server(ANSWER, None, ANSWER)
    channel = Channel(server.port)
    channel.expect(request("GET", "/"), 201)
    channel.expect(request("GET", "/"), 201)
    assert server.connections == 2


def test_channel_names_a_refusal() -> None:
    """Another status is a failure that tells the problem's code."""
    with pytest.raises(Failure, match="409 cart_empty"):
        Channel(Server(REFUSAL).port).expect(request("GET", "/"), 201)


class Counting:
    """Work that fails each third time."""

    def open(self) -> None:
        """Begin."""
        self.count = 0

    def once(self) -> None:
        """Count."""
        self.count += 1
        if self.count % 3 == 0:
            raise Failure("third")

    def close(self) -> None:
        """End."""


def test_crew_counts_successes_and_failures() -> None:
    """Clients work in their own processes; errors are no results."""
    with Crew([Counting(), Counting()]) as crew:
        assert len({*crew.pids, os.getpid()}) == 3
        tally = crew.run(Shift(0.1))
    assert 0 < tally.errors["third"] <= len(tally.latencies)
    assert tally.seconds >= 0.1


def test_a_shift_ends_after_its_last_try() -> None:
    """Equal numbers of tries for both sides of a comparison, however fast they are."""
    with Crew([Counting(), Counting()]) as crew:
        tally = crew.run(Shift(30.0, most=6))
    assert (len(tally.latencies), tally.errors["third"]) == (8, 4)


def test_a_shift_keeps_its_pace() -> None:
    """Nobody begins before it is time; waiting is no part of a latency."""
    with Crew([Counting()]) as crew:
        tally = crew.run(Shift(0.5, every=0.1))
    assert len(tally.latencies) + tally.errors.total() <= 6
    assert max(tally.latencies) < 0.1


class Broken(Counting):
    """Work that cannot begin."""

    def open(self) -> None:
        """Fail."""
        raise ValueError("no way")


def test_crew_tells_why_a_client_ended() -> None:
    """The reason arrives."""
    with pytest.raises(RuntimeError, match="no way"), Crew([Broken()]):
        pass


def rounds(*milliseconds: float) -> Iterator[Round]:
    """One round of these latencies."""
    latencies = array("d", [each / 1000 for each in milliseconds])
    yield Round(Tally(0.0, 1.0, latencies, Counter()), {}, {}, 1.0)


def test_percentiles() -> None:
    """Over all latencies, in milliseconds."""
    found = percentiles([*rounds(*range(1, 102))])
    assert found == {"p50": 51.0, "p95": 96.0, "p99": 100.0}
    assert percentiles([*rounds(1)]) == {"p50": 0.0, "p95": 0.0, "p99": 0.0}


def test_ratio_is_the_median_of_neighbours() -> None:
    """One disturbed pair does not decide."""
    assert ratio([50, 10, 55], [100, 100, 100]) == 0.5


def test_shares_of_the_machine() -> None:
    """What no group used is others'; a process that is gone used nothing."""
    used = used_between({"api": 1.0, "all": 10.0}, {"api": 1.5, "all": 12.0})
    assert used == {"api": 0.5, OTHERS: 1.5}
    assert shares({"api": 0.5}, 1.0)["api"] <= 0.5
    assert seconds_of(os.getpid()) > 0
    assert seconds_of(2**22 + 1) == 0.0


@pytest.mark.parametrize(("found", "is_limit", "met"), [(5, False, True), (5, True, False)])
def test_goal(found: float, is_limit: bool, met: bool) -> None:
    """At least, or at most."""
    assert Goal("it", 4, found, "/s", is_limit).row()["met"] is met


def test_table_leaves_out_what_nobody_measured() -> None:
    """Only columns that have figures are shown."""
    head, _, row = table([{"name": "it", "per_second": 1234.5, "cpu_share": {"api": 0.25}}])
    assert head.split() == ["per", "second", "CPU", "api"]
    assert row.split() == ["it", "1,234", "25%"]


@pytest.mark.parametrize(("knows", "different"), [(True, 1), (False, 6)])
def test_every_second_address_is_new(knows: bool, different: int) -> None:
    """Unless all are known."""
    typed = itertools.islice(addresses(Way(knows_addresses=knows), 1), 10)
    assert len({address["line1"] for address in typed}) == different


def side(database: float) -> dict[str, Any]:
    """A result of one revision."""
    return {
        "per_second": 10.0,
        "milliseconds": {"p95": 1.0},
        "errors": {"409": 2},
        "lock_deadlocks": 0,
        "lock_timeouts": 0,
        "cpu_milliseconds_each": {"database": database, "clients": 9.0, "others": 9.0},
    }


def test_two_revisions_side_by_side() -> None:
    """Clients and the rest of the machine are no part of a shop; a goal is a part of the old."""
    spent = [by_group(side(ms)["cpu_milliseconds_each"]) for ms in (20.0, 8.0)]
    assert spent == [{"database": 20.0, "whole shop": 20.0}, {"database": 8.0, "whole shop": 8.0}]
    (goal,) = goals_of({("database",): 42}, spent)
    assert (goal["found"], goal["met"]) == (40.0, True)
    text = compared(
        {
            "benchmark": "side by side",
            "unit": "x",
            "scene": "y",
            "scenes": [
                {
                    "scene": "full checkout",
                    "each": 8,
                    "results": [side(20.0), side(8.0)],
                    "groups": {"database": {"old": 20.0, "new": 8.0, "ratio": 0.4}},
                    "goals": [goal],
                }
            ],
            "idle_milliseconds_per_second": {"old": {"api": 1.0}, "new": {"api": 2.0}},
        }
    )
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert "database 20.00 8.00 40%" in lines
    assert "met database, part of the old CPU: 40 % (at most 42 % wanted)" in lines


def test_a_minute_of_a_soak_names_what_grew() -> None:
    """A table that stays as it is takes no line."""
    before = Look({"store.orders": 5, "store.users": 2}, {"store.orders": 0, "store.users": 0}, {})
    now = Look(
        {"store.orders": 9, "store.users": 2}, {"store.orders": 1 << 20, "store.users": 0}, {}
    )
    tally = Tally(0.0, 2.0, array("d", [0.1, 0.1]), Counter())
    first, _, *grown = told(1, tally, before, now)
    assert first == "Minute 1: 1.0 checkouts/s, p50 100 ms, p95 100 ms, 0 errors"
    assert [line.split() for line in grown] == [
        ["store.orders", "+4", "rows", "+1.0", "MB", "(9", "rows,", "1.0", "MB)"]
    ]


def test_memory_of_a_process() -> None:
    """What it holds now; nothing once it is gone."""
    assert resident(os.getpid()) > 1
    assert resident(2**22 + 1) == 0.0
