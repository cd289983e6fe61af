"""The call tree of a CALL as text: who called whom, how often, and what each ran by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ops.costs.counter import FETCH, Cost, Step

LONGEST_TABLES = 96


@dataclass
class Program:
    """A routine or trigger at one place of the tree."""

    name: str
    kind: str = ""
    activations: int = 0
    reads: int = 0
    writes: int = 0
    tables: Counter[str] = field(default_factory=Counter)
    called: dict[str, Program] = field(default_factory=dict)

    def add(self, steps: list[Step]) -> None:
        """Take the steps of this program, and make the programs that they activated."""
        for step in steps:
            self.reads += step.is_read
            self.writes += step.is_write
            for (operation, table), count in step.rows.items():
                self.tables[f"{table}{'' if operation == FETCH else f' {operation}'}"] += count
            for name in dict.fromkeys(inner.program for inner in step.inner):
                inner = [each for each in step.inner if each.program == name]
                program = self.called.setdefault(name, Program(name, inner[0].program_type))
                program.activations += _activations(step, inner)
                program.add(inner)


def _activations(step: Step, inner: list[Step]) -> int:
    """How often a step activated a program: a trigger runs for each row, a function returns."""
    if inner[0].program_type == "TRIGGER":
        return max(1, step.affected)
    returns = sum(each.event.endswith("/freturn") for each in inner)
    return max(1, returns)


def tree(name: str, cost: Cost) -> Program:
    """The programs of a CALL, from the called one on."""
    root = Program(name, "PROCEDURE", 1)
    root.add(cost.root.inner)
    return root


def lines(program: Program, depth: int = 0) -> Iterator[str]:
    """One line a program: how often, reads and writes of its own, and the rows of its tables."""
    often = f"{program.activations} x " if program.activations > 1 else ""
    own = f"{program.reads} R {program.writes} W" if program.reads or program.writes else "-"
    title = f"{'  ' * depth}{often}{program.name}"
    tables = ", ".join(f"{table} {count}" for table, count in sorted(program.tables.items()))
    shown = tables if len(tables) <= LONGEST_TABLES else f"{tables[: LONGEST_TABLES - 1]}…"
    yield f"{title:<58} {own:<9} {shown}".rstrip()
    for called in program.called.values():
        yield from lines(called, depth + 1)
