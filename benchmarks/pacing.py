"""Checkouts at half load, alone and beside report files that are made at several paces."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from typing import Any

from benchmarks import history
from benchmarks.bare_checkout import products_in_stock
from benchmarks.buyer import STAFF, Way
from benchmarks.checkout import baskets_of, buyers
from benchmarks.clients import Crew, Shift, Tally
from benchmarks.cpu import CORES
from benchmarks.export import FILTERS, REPORT
from benchmarks.measure import Goal, percentiles_of
from benchmarks.running_shop import RunningShop, running
from ops.paths import ROOT

PACES = (100, 25, 10)
# So many files wait that none of them is the last in a round.
WAITING = 30
# Workers read a setting again after two seconds.
SETTLED = 3.0
WRITTEN = "SELECT COALESCE(SUM(written_rows), 0) FROM exports"
CANCEL = "UPDATE exports SET state = 'cancelled' WHERE state IN ('queued', 'running')"


class Desk:
    """Asks for report files, and cancels what is left of them."""

    def __init__(self, shop: RunningShop, form: str) -> None:
        self.admin, self._form = shop.admin, form
        self._session = shop.admin.session(STAFF, shop.password)
        worker = shop.settings["STORE_WORKER_SESSION"]
        shop.admin.call("report_register", worker, REPORT, "reports.sales", "Sales")

    @contextmanager
    def busy(self, pace: int) -> Iterator[None]:
        """While the block runs a worker makes files, at this pace."""
        self.admin.call("setting_update", self._session, "export_pace", str(pace), None)
        time.sleep(SETTLED)
        before = self.written()
        wanted = json.dumps({"filters": FILTERS, "group_by": None})
        for _ in range(WAITING):
            self.admin.call("export_request", self._session, REPORT, self._form, wanted)
        while self.written() <= before:
            time.sleep(0.05)
        try:
            yield
        finally:
            self.admin.execute(CANCEL)

    def written(self) -> int:
        """Rows that have been written so far."""
        return int(self.admin.value(WRITTEN))


def run(
    clients: int, rounds: int, seconds: float, rows: int, form: str, progress: Callable[[str], None]
) -> dict[str, Any]:
    """Measure on a shop of its own."""
    with running("pacing", ROOT, progress) as shop:
        history.add_orders(shop.settings, rows, progress)
        history.take_facts(shop.admin, shop.settings["STORE_CLOCK_SESSION"], progress)
        desk = Desk(shop, form)
        baskets = baskets_of(products_in_stock(shop), clients, False)
        with buyers(shop, baskets, Way()) as crew:
            full = crew.run(Shift(seconds)).rate
            half = Shift(seconds, every=clients / (full / 2))
            progress(f"Full load is {full:.1f} checkouts/s; half of it from now on.")
            alone: list[Tally] = []
            beside: dict[int, list[Tally]] = {pace: [] for pace in PACES}
            rates: dict[int, list[float]] = {pace: [] for pace in PACES}
            for number in range(1, rounds + 1):
                alone.append(crew.run(half))
                for pace in PACES:
                    with desk.busy(pace):
                        _round(crew, half, desk, beside[pace], rates[pace])
                progress(f"Round {number} of {rounds} is over.")
        return report(form, alone, beside, rates, full)


def _round(crew: Crew, shift: Shift, desk: Desk, tallies: list[Tally], rates: list[float]) -> None:
    before, began = desk.written(), time.monotonic()
    tallies.append(crew.run(shift))
    rates.append((desk.written() - before) / (time.monotonic() - began))


def report(
    form: str,
    alone: Sequence[Tally],
    beside: dict[int, list[Tally]],
    rates: dict[int, list[float]],
    full: float,
) -> dict[str, Any]:
    """Figures and the goal: the slowest pace that is offered keeps the checkouts quick."""
    results = [_result("alone", alone)]
    results += [_result(f"beside an export at {pace} %", beside[pace]) for pace in PACES]
    usual = results[0]["milliseconds"]["p95"]
    notes = [
        f"Full load was {full:.1f} checkouts/s; all rounds are at half of it.",
        *(
            f"At {pace} % the export wrote {median(rates[pace]):,.0f} rows/s meanwhile."
            for pace in PACES
        ),
    ]
    slowest = results[-1]["milliseconds"]["p95"]
    goal = Goal(f"p95 at {PACES[-1]} %, beside twice the usual", 2 * usual, slowest, "ms", True)
    return {
        "benchmark": "pacing",
        "unit": f"checkouts at half load beside {form} files",
        "scene": f"{CORES} cores",
        "cores": CORES,
        "results": results,
        "notes": notes,
        "goals": [goal.row()],
    }


def _result(name: str, tallies: Sequence[Tally]) -> dict[str, Any]:
    latencies = [value for tally in tallies for value in tally.latencies]
    return {
        "name": name,
        "per_second": round(median(tally.rate for tally in tallies), 1),
        "milliseconds": percentiles_of(latencies),
        "errors": dict(sum((tally.errors for tally in tallies), type(tallies[0].errors)())),
        "cpu_share": {},
    }
