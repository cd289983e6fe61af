"""Each benchmark runs to its end and tells all it promises; how fast is not asked here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ops.paths import ROOT
from tests.support.stack import KEPT

pytestmark = pytest.mark.slow
CHECKOUT = ["checkout", "--clients", "2", "--seconds", "0.5", "--rounds", "1"]
CATALOGUE = [
    "catalogue",
    "--clients",
    "2",
    "--seconds",
    "0.5",
    "--rounds",
    "1",
    "--products",
    "500",
]
EXPORT = ["export", "--rows", "2000", "--rounds", "1"]
REPORTS = ["reports", "--baskets", "200", "--rounds", "1"]
PACING = ["pacing", "--clients", "2", "--seconds", "1", "--rounds", "1", "--rows", "5000"]


def bench(home: Path, *arguments: str) -> Any:
    """The one report of a benchmark, as its JSON tells it."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("STORE_") or k in KEPT}
    done = subprocess.run(
        [sys.executable, "-m", "ops", "bench", *arguments, "--json"],
        cwd=ROOT,
        env={**env, "STORE_LOCAL_DIR": str(home)},
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    assert [*(home / "bench").iterdir()] == [home / "bench/lock"], "something was left behind"
    (report,) = json.loads(done.stdout)
    return report


@pytest.mark.parametrize("options", [["--bare"], ["--hot", "--shipped"]], ids=" ".join)
def test_checkout(tmp_path: Path, options: list[str]) -> None:
    """Every answered order is in the database, every mail is out, every promise holds."""
    report = bench(tmp_path, *CHECKOUT, *options)
    assert report["violations"] == []
    assert report["orders_in_database"] >= sum(each["done"] for each in report["results"]) > 0
    for result in report["results"]:
        assert result["errors"] == {}
        assert result["lock_deadlocks"] == result["lock_timeouts"] == 0
        assert 0 < result["milliseconds"]["p50"] <= result["milliseconds"]["p99"]
        assert {"clients", "database", "mail worker", "others"} <= set(result["cpu_share"])
    assert report["results"][0]["cpu_share"]["api"] > 0


def test_catalogue(tmp_path: Path) -> None:
    """The list with and without its cache, its statements, and an empty answer."""
    report = bench(tmp_path, *CATALOGUE)
    assert [each["errors"] for each in report["results"]] == [{}, {}, {}, {}]
    assert all(each["per_second"] > 0 for each in report["results"])
    assert set(report["ratio"]) == {"uncached_of_bare", "uncached_of_empty", "cached_of_empty"}


def test_reports(tmp_path: Path) -> None:
    """A page of the report, the bare SELECT, pandas and DuckDB answer every question."""
    pytest.importorskip("duckdb", reason="pip install -r requirements/bench.lock")
    report = bench(tmp_path, *REPORTS)
    assert len(report["results"]) == 5 * 4 + 2
    assert len(report["notes"]) == 5
    assert report["rows"] > 200


def test_export(tmp_path: Path) -> None:
    """Both kinds of file hold every row; the ceilings worked through as many."""
    report = bench(tmp_path, *EXPORT)
    assert [each["rows"] for each in report["results"]] == [2000] * 4
    assert all(each["peak_megabytes"] > 0 for each in report["results"])
    assert set(report["ratio"]) == {"csv", "xlsx"}


def test_pacing(tmp_path: Path) -> None:
    """Checkouts go well beside files at every pace, and files are written meanwhile."""
    report = bench(tmp_path, *PACING)
    assert [each["errors"] for each in report["results"]] == [{}] * 4
    assert all(each["per_second"] > 0 for each in report["results"])
    (goal,) = report["goals"]
    assert goal["unit"] == "ms"
