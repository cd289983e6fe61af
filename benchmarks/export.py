"""A long report as CSV and Excel, beside a drained cursor and XlsxWriter alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import history
from benchmarks.buyer import STAFF
from benchmarks.cpu import CORES, shares
from benchmarks.measure import Goal, part_goal, ratio
from benchmarks.stack import BenchmarkStack, start
from ops.local import environment
from ops.paths import ROOT

REPORT = "sales"
# Days before the orders of the demo shop: the report holds what the benchmark brought.
FILTERS = {"from": "2020-01-01", "to": "2023-01-01"}
CHILD_SECONDS = 600
MOST_MEGABYTES = 120
LAST = (
    "SELECT state, written_rows, file_name, last_error FROM exports ORDER BY export_id DESC LIMIT 1"
)


class ExportError(Exception):
    """An export did not come to its end."""


@dataclass(frozen=True)
class Run:
    """One way through the report, once."""

    rows: int
    seconds: float
    peak_megabytes: float
    cpu: Mapping[str, float]

    @property
    def rate(self) -> float:
        """Rows per second."""
        return self.rows / self.seconds


@dataclass
class Way:
    """One way through the report, round by round."""

    name: str
    once: Callable[[], Run]
    runs: list[Run] = field(default_factory=list)

    @property
    def rates(self) -> list[float]:
        """Rows per second, of each round."""
        return [run.rate for run in self.runs]

    def result(self) -> dict[str, Any]:
        """What the table and the JSON say of it."""
        parts = [shares(run.cpu, run.seconds) for run in self.runs]
        own = median(run.cpu["worker"] / run.rows for run in self.runs)
        return {
            "name": self.name,
            "per_second": round(median(self.rates), 1),
            "rounds": [round(rate, 1) for rate in self.rates],
            "rows": self.runs[0].rows,
            "seconds": round(median(run.seconds for run in self.runs), 3),
            "peak_megabytes": round(max(run.peak_megabytes for run in self.runs), 1),
            "cpu_microseconds_a_row": round(1_000_000 * own, 2),
            "cpu_share": {name: round(median(p[name] for p in parts), 3) for name in parts[0]},
        }


@dataclass
class Maker:
    """Starts the processes that are measured."""

    stack: BenchmarkStack
    session: str
    rows: int

    def child(self, *arguments: str) -> Run:
        """Run `benchmarks.export_process` and read what it measured of itself."""
        env = {**os.environ, **self.stack.env}
        for name in environment.PRIVILEGED:
            env.pop(name, None)
        servers = json.dumps(self.stack.server_pids())
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.export_process", servers, *arguments],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            timeout=CHILD_SECONDS,
            check=False,
        )
        if done.returncode:
            raise ExportError(done.stderr)
        return Run(*json.loads(done.stdout.splitlines()[-1]))

    def export(self, form: str) -> Run:
        """Ask for a file as the API would, and let the worker's code make it."""
        wanted = json.dumps({"filters": FILTERS, "group_by": None})
        admin = self.stack.admin
        admin.call("export_request", self.session, REPORT, form, wanted)
        run = self.child("worker")
        state, rows, name, error = admin.rows(LAST)[0]
        if state != "done" or rows != self.rows:
            raise ExportError(f"The export is {state} with {rows} of {self.rows} rows: {error}")
        (Path(self.stack.env["STORE_EXPORT_DIR"]) / name).unlink()
        return Run(rows, run.seconds, run.peak_megabytes, run.cpu)


def run(rounds: int, rows: int, progress: Callable[[str], None]) -> dict[str, Any]:
    """Measure on a stack of its own."""
    with start(progress) as stack:
        history.add_orders(stack.env, rows, progress)
        history.take_facts(stack.admin, stack.env["STORE_CLOCK_SESSION"], progress)
        worker = stack.env["STORE_WORKER_SESSION"]
        stack.admin.call("report_register", worker, REPORT, "reports.sales", "Sales")
        session = stack.admin.session(STAFF, stack.env["STORE_DEMO_PASSWORD"])
        maker = Maker(stack, session, rows)
        book = str(stack.home / "ceiling.xlsx")
        ways = [
            Way("cursor, drained", lambda: maker.child("cursor")),
            Way("worker, CSV", lambda: maker.export("csv")),
            Way("XlsxWriter alone", lambda: maker.child("workbook", book, str(rows))),
            Way("worker, Excel", lambda: maker.export("xlsx")),
        ]
        ways[0].once()
        for number in range(1, rounds + 1):
            for way in ways:
                way.runs.append(way.once())
            rates = ", ".join(f"{way.name} {way.rates[-1]:,.0f}/s" for way in ways)
            progress(f"Round {number} of {rounds}: {rates}")
        return report(ways, rows)


def report(ways: list[Way], rows: int) -> dict[str, Any]:
    """Figures and goals."""
    results = [way.result() for way in ways]
    _, lines, writer, book = results
    of_cursor = ratio(ways[1].rates, ways[0].rates)
    of_writer = ratio(ways[3].rates, ways[2].rates)
    return {
        "benchmark": "export",
        "unit": f"{rows:,} rows of the report {REPORT}",
        "scene": f"{CORES} cores",
        "cores": CORES,
        "rows": rows,
        "results": results,
        "ratio": {"csv": of_cursor, "xlsx": of_writer},
        "notes": [
            f"CSV reaches {of_cursor:.0%} of the drained cursor.",
            f"CPU of the worker for a row: CSV {lines['cpu_microseconds_a_row']} us,"
            f" Excel {book['cpu_microseconds_a_row']} us,"
            f" XlsxWriter alone {writer['cpu_microseconds_a_row']} us.",
        ],
        "goals": [
            Goal("CSV", 100_000, lines["per_second"], "rows/s").row(),
            part_goal("Excel, part of XlsxWriter alone", 0.85, of_writer),
            Goal("memory for CSV", MOST_MEGABYTES, lines["peak_megabytes"], "MB", True).row(),
            Goal("memory for Excel", MOST_MEGABYTES, book["peak_megabytes"], "MB", True).row(),
        ],
    }
