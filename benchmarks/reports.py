"""Reading reports over the year of complete-journey, beside the bare SELECT, pandas and DuckDB."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.cpu import CORES
from benchmarks.measure import Goal
from benchmarks.stack import BenchmarkStack, start
from core.reports.definitions import Report
from core.reports.library import Library
from core.reports.page import PARTS, Wanted, read_page
from core.reports.parts import Statement
from core.reports.prepare import Asker, prepare
from core.reports.snapshot import Snapshot
from ops.imports.journey_run import bring
from ops.paths import ROOT

SECONDS = 600
AT_ONCE = 1000
YEAR = {"from": "2017-01-01", "to": "2017-12-31"}
MONTH = {"from": "2017-05-01", "to": "2017-05-31"}
SUMS = ("quantity", "gross_cents", "discount_cents", "revenue_cents", "tax_cents")
# What one report over a month took before there were facts, on two cores: 2.6 to 4.8 s.
ONCE_A_MONTH_MS = 2600
FIRST_ROWS_MS, MONTH_MS = 300, round(ONCE_A_MONTH_MS / 15)


@dataclass(frozen=True)
class Question:
    """What is asked, how the report is asked for it, and what it may take of the bare SELECT."""

    name: str
    group_by: str | None
    # What the facts are grouped by, as SQL; "" for totals.
    key: str
    most: float
    parts: frozenset[str] = frozenset(PARTS)


QUESTIONS = (
    Question("totals", None, "", 1 / 4, frozenset({"totals", "total"})),
    Question("by month", "month", "DATE_FORMAT(sold_on, '%%Y-%%m')", 1 / 8),
    Question("by category", "category", "category_id", 1 / 3),
    Question("by product", "product", "product_id", 1 / 3),
    Question("by customer", "customer", "user_id", 1 / 3),
)


@dataclass
class Times:
    """How long one way took, round by round."""

    name: str
    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.seconds)

    def take(self, act: Callable[[], object]) -> None:
        """Once more."""
        began = time.perf_counter()
        act()
        self.seconds.append(time.perf_counter() - began)

    def result(self) -> dict[str, Any]:
        """What the table and the JSON say of it."""
        each = [round(1000 * seconds, 1) for seconds in self.seconds]
        return {
            "name": self.name,
            "milliseconds": {"p50": round(1000 * self.median, 1)},
            "rounds": each,
            "cpu_share": {},
        }


@dataclass
class Reader:
    """The report as its page reads it, and the facts as anybody else would."""

    report: Report
    moment: Snapshot
    parquet: Path

    def page(self, group_by: str | None, parts: frozenset[str], filters: dict[str, str]) -> Any:
        """A page of the report."""
        asker = Asker(0, frozenset(self.report.permissions), "Europe/Sofia")
        return read_page(prepare(self.report, asker, filters, group_by), Wanted(parts), self.moment)

    def bare(self, key: str) -> None:
        """The SELECT over the facts."""
        sums = ", ".join(f"SUM({name})" for name in SUMS)
        where = "FROM sales_facts WHERE sold_on BETWEEN '2017-01-01' AND '2017-12-31'"
        grouped = f"SELECT {key} AS k, {sums} {where} GROUP BY k"
        text = grouped if key else f"SELECT COUNT(*), {sums} {where}"
        self.moment.rows(Statement(text, []))

    def pandas(self, key: str) -> None:
        """The same by pandas, from the file."""
        import pandas

        name = "sold_on" if "sold_on" in key else key
        frame = pandas.read_parquet(self.parquet, columns=[*([name] if key else []), *SUMS])
        if not key:
            frame.sum()
            return
        by = frame.sold_on.dt.strftime("%Y-%m") if name == "sold_on" else name
        frame.groupby(by)[[*SUMS]].sum()

    def duckdb(self, key: str) -> None:
        """The same by DuckDB, from the file."""
        import duckdb

        sums = ", ".join(f"SUM({name})" for name in SUMS)
        name = "strftime(sold_on, '%Y-%m')" if "sold_on" in key else key
        text = f"SELECT {name} AS k, {sums} FROM '{self.parquet}' GROUP BY k"
        found = duckdb.sql(text if key else f"SELECT COUNT(*), {sums} FROM '{self.parquet}'")
        assert found is not None
        found.fetchall()


def run(rounds: int, baskets: int | None, progress: Callable[[str], None]) -> dict[str, Any]:
    """Measure on a stack of its own."""
    with start(progress) as stack:
        bring(stack.env["STORE_OWNER_DATABASE_URL"], _importer(stack), baskets, progress)
        progress("Bringing the sales into the facts.")
        _take_sales(stack)
        url = stack.env["STORE_REPORT_DATABASE_URL"]
        parquet = stack.home / "facts.parquet"
        with Snapshot(url, SECONDS) as moment:
            rows = _write(moment, parquet)
            found = Library(ROOT / "reports.json", ROOT / "sql/reports").entries()["sales"]
            assert isinstance(found, Report), found
            return measured(Reader(found, moment, parquet), rows, rounds, progress)


def _importer(stack: BenchmarkStack) -> str:
    return stack.env["STORE_IMPORTER_SESSION"]


def _take_sales(stack: BenchmarkStack) -> None:
    while stack.admin.value("SELECT COUNT(*) FROM sales_facts_due"):
        stack.admin.call("sales_facts_take", stack.env["STORE_CLOCK_SESSION"], AT_ONCE)


def _write(moment: Snapshot, path: Path) -> int:
    """The facts as a parquet file."""
    import pandas

    names = ("sold_on", "user_id", "product_id", "category_id", *SUMS)
    statement = Statement(f"SELECT {', '.join(names)} FROM sales_facts", [])
    frame = pandas.DataFrame(moment.rows(statement), columns=list(names))
    frame["sold_on"] = pandas.to_datetime(frame.sold_on)
    frame.to_parquet(path)
    return len(frame)


def measured(
    reader: Reader, rows: int, rounds: int, progress: Callable[[str], None]
) -> dict[str, Any]:
    """All ways in turns."""
    ways = {
        question: {name: Times(f"{question.name}, {name}") for name in WAYS}
        for question in QUESTIONS
    }
    first, month = Times("first rows of the year"), Times("a month with all totals")
    for number in range(rounds + 1):
        for question, times in ways.items():
            for name, act in WAYS.items():
                times[name].take(lambda act=act, asked=question: act(reader, asked))  # type: ignore[misc]
        first.take(lambda: reader.page(None, frozenset({"rows"}), YEAR))
        month.take(lambda: reader.page(None, frozenset(PARTS), MONTH))
        if number == 0:
            # What is read for the first time comes from the disk.
            for each in (first, month, *(t for times in ways.values() for t in times.values())):
                each.seconds.clear()
        else:
            progress(f"Round {number} of {rounds} is over.")
    return report(ways, first, month, rows)


WAYS: dict[str, Callable[[Reader, Question], object]] = {
    "report": lambda reader, asked: reader.page(asked.group_by, asked.parts, YEAR),
    "bare SELECT": lambda reader, asked: reader.bare(asked.key),
    "pandas": lambda reader, asked: reader.pandas(asked.key),
    "DuckDB": lambda reader, asked: reader.duckdb(asked.key),
}


def report(
    ways: dict[Question, dict[str, Times]], first: Times, month: Times, rows: int
) -> dict[str, Any]:
    """Figures and goals."""
    results = [each.result() for times in ways.values() for each in times.values()]
    goals = [
        Goal(
            f"{question.name}, part of the bare SELECT",
            round(100 * question.most, 1),
            round(100 * times["report"].median / times["bare SELECT"].median, 1),
            "%",
            True,
        ).row()
        for question, times in ways.items()
    ]
    goals += [
        Goal(first.name, FIRST_ROWS_MS, round(1000 * first.median, 1), "ms", True).row(),
        Goal(month.name, MONTH_MS, round(1000 * month.median, 1), "ms", True).row(),
    ]
    return {
        "benchmark": "reports",
        "unit": f"the sales of {rows:,} lines, a page with all totals",
        "scene": f"{CORES} cores",
        "cores": CORES,
        "rows": rows,
        "results": [*results, first.result(), month.result()],
        "notes": [_winner(question, times) for question, times in ways.items()],
        "goals": goals,
    }


def _winner(question: Question, times: dict[str, Times]) -> str:
    order: Sequence[str] = sorted(times, key=lambda name: times[name].median)
    told = ", ".join(f"{name} {1000 * times[name].median:,.0f} ms" for name in order)
    return f"{question.name}: {told}."
