"""docs/costs.md: the budgets that people write, and the counts that the server gives."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ops.costs.counter import Cost
from ops.costs.scenario import CHECKOUT
from ops.costs.tree import lines, tree
from ops.paths import ROOT

PAGE = ROOT / "docs/costs.md"
BEGIN, END = "<!-- costs:begin -->", "<!-- costs:end -->"
WHOLE = "checkout"
ROW = re.compile(r"^\| ([^|]+?) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Figures:
    """What is budgeted of a call."""

    statements: int
    activations: int
    rows_read: int
    rows_written: int

    def exceeding(self, budget: Figures) -> list[str]:
        """What is above the budget, in words."""
        return [
            f"{name.replace('_', ' ')}: {value} of {getattr(budget, name)}"
            for name, value in vars(self).items()
            if value > getattr(budget, name)
        ]


def figures(costs: Sequence[Cost]) -> Figures:
    """The sum of several costs."""
    return Figures(
        sum(cost.statements for cost in costs),
        sum(cost.activations for cost in costs),
        sum(cost.rows_read for cost in costs),
        sum(cost.rows_written for cost in costs),
    )


def by_title(counted: Mapping[str, Sequence[Cost]]) -> dict[str, Figures]:
    """The highest figures of each title, and a whole checkout made of the newest calls."""
    dearest = {
        title: _highest([figures([cost]) for cost in costs]) for title, costs in counted.items()
    }
    newest = {title: [*costs] for title, costs in counted.items()}
    whole = [newest[title].pop() for title in reversed(CHECKOUT)]
    return {**dearest, WHOLE: figures(whole)}


def _highest(several: Sequence[Figures]) -> Figures:
    return Figures(
        *(max(values) for values in zip(*(vars(x).values() for x in several), strict=True))
    )


def _dearest(costs: Sequence[Cost]) -> Cost:
    return max(costs, key=lambda cost: (cost.statements, cost.rows_read))


def budgets() -> dict[str, Figures]:
    """The budget table of the page."""
    written_by_hand = PAGE.read_text().partition(BEGIN)[0]
    rows = ROW.findall(written_by_hand)
    return {title: Figures(*map(int, numbers)) for title, *numbers in rows}


def text(counted: Mapping[str, Sequence[Cost]]) -> str:
    """The counts as a table, then the tree of each call."""
    parts = [
        "| call | reads | writes | control | activations | rows read | rows written |",
        "|---|---|---|---|---|---|---|",
    ]
    for title, costs in counted.items():
        cost = _dearest(costs)
        numbers = cost.reads, cost.writes, cost.control, cost.activations
        cells = [title, *map(str, (*numbers, cost.rows_read, cost.rows_written))]
        parts.append(f"| {' | '.join(cells)} |")
    whole = by_title(counted)[WHOLE]
    parts += ["", f"A {WHOLE} (three adds, a known address, the payment): {_told(whole)}.", ""]
    for title, costs in counted.items():
        name = title.split(",")[0]
        parts += [f"### {title}", "", "```", *lines(tree(name, _dearest(costs))), "```", ""]
    return "\n".join(parts).rstrip()


def _told(whole: Figures) -> str:
    return (
        f"{whole.statements} statements, {whole.activations} activations,"
        f" {whole.rows_read} rows read, {whole.rows_written} rows written"
    )


def write(generated: str) -> None:
    """Replace what lies between the two markers."""
    before, _, rest = PAGE.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{generated}\n{END}{after}")
