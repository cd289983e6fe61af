"""Rounds that alternate between what is measured and its ceiling, and what comes of them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from benchmarks.clients import Crew, Shift, Tally
from benchmarks.cpu import Meter, shares, used_between
from benchmarks.database import Admin

CLIENTS = "clients"


@dataclass
class Round:
    """One round: what was done, who worked for it until all was over, and the conflicts."""

    tally: Tally
    cpu: dict[str, float]
    conflicts: dict[str, int]
    seconds: float


@dataclass
class Contender:
    """One side of a comparison: its clients, and the processes that work for it."""

    name: str
    crew: Crew
    servers: Mapping[str, Sequence[int]]
    admin: Admin
    before: Callable[[], None] = lambda: None
    # Waits for what the round has left to workers; their work counts as the round's.
    after: Callable[[Tally], None] = lambda _: None
    rounds: list[Round] = field(default_factory=list)

    def play(self, shift: Shift) -> None:
        """Run one round."""
        self.before()
        meter = Meter({CLIENTS: self.crew.pids, **self.servers})
        conflicts, used, began = self.admin.conflicts(), meter.read(), time.monotonic()
        tally = self.crew.run(shift)
        self.after(tally)
        seconds, cpu = time.monotonic() - began, used_between(used, meter.read())
        met = {name: count - conflicts[name] for name, count in self.admin.conflicts().items()}
        self.rounds.append(Round(tally, cpu, met, seconds))

    def warm_up(self, shift: Shift) -> float:
        """Run a round that does not count; its pace."""
        self.play(shift)
        return self.rounds.pop().tally.rate

    @property
    def rates(self) -> list[float]:
        """Per second, of each round."""
        return [each.tally.rate for each in self.rounds]

    def result(self) -> dict[str, Any]:
        """What the table and the JSON say of this side."""
        errors: Counter[str] = Counter()
        conflicts: Counter[str] = Counter()
        for each in self.rounds:
            errors.update(each.tally.errors)
            conflicts.update(each.conflicts)
        done = sum(len(each.tally.latencies) for each in self.rounds)
        parts = [shares(each.cpu, each.seconds) for each in self.rounds]
        spent = Counter[str]()
        for each in self.rounds:
            spent.update(each.cpu)
        return {
            "name": self.name,
            "per_second": round(median(self.rates), 1),
            "rounds": [round(rate, 1) for rate in self.rates],
            "done": done,
            "milliseconds": percentiles(self.rounds),
            "errors": dict(errors),
            **conflicts,
            "cpu_share": {name: round(median(p[name] for p in parts), 3) for name in parts[0]},
            "cpu_milliseconds_each": {
                name: round(1000 * seconds / max(1, done), 3) for name, seconds in spent.items()
            },
        }


def percentiles(rounds: Sequence[Round]) -> dict[str, float]:
    """Latencies of all rounds together."""
    return percentiles_of([value for each in rounds for value in each.tally.latencies])


def percentiles_of(latencies: Sequence[float]) -> dict[str, float]:
    """In milliseconds, from seconds."""
    if len(latencies) < 2:
        return dict.fromkeys(("p50", "p95", "p99"), 0.0)
    cuts = quantiles(latencies, n=100, method="inclusive")
    return {name: round(1000 * cuts[at], 2) for name, at in (("p50", 49), ("p95", 94), ("p99", 98))}


def ratio(ours: Sequence[float], ceiling: Sequence[float]) -> float:
    """Our part of the ceiling: the median over pairs of neighbouring rounds."""
    return round(median(a / b if b else 0.0 for a, b in zip(ours, ceiling, strict=True)), 3)


def alternate(
    contenders: Sequence[Contender],
    rounds: int,
    seconds: float,
    progress: Callable[[str], None],
) -> None:
    """Warm up, then play A/B/B/A, so that noise of the machine hits all alike."""
    for each in contenders:
        each.warm_up(Shift(min(1.0, seconds)))
    play_rounds(contenders, rounds, Shift(seconds), progress)


def play_rounds(
    contenders: Sequence[Contender],
    rounds: int,
    shift: Shift,
    progress: Callable[[str], None],
) -> None:
    """Play A/B/B/A: what one leaves for the disk and for purging hits each as often."""
    order = list(contenders)
    for number in range(1, rounds + 1):
        for each in order:
            each.play(shift)
        order.reverse()
        told = ", ".join(f"{each.name} {each.rates[-1]:,.0f}/s" for each in contenders)
        progress(f"Round {number} of {rounds}: {told}")


@dataclass(frozen=True)
class Goal:
    """What is wanted, and what was found; `unit` is %, /s or MB."""

    text: str
    wanted: float
    found: float
    unit: str
    is_limit: bool = False

    def row(self) -> dict[str, Any]:
        """As JSON."""
        met = self.found <= self.wanted if self.is_limit else self.found >= self.wanted
        return {
            "goal": self.text,
            "relation": "at most" if self.is_limit else "at least",
            "wanted": self.wanted,
            "found": self.found,
            "unit": self.unit,
            "met": met,
        }


def part_goal(text: str, wanted: float, found: float) -> dict[str, Any]:
    """A goal for a part of a ceiling, in percent."""
    return Goal(text, wanted * 100, round(found * 100, 1), "%").row()
