"""The tour of the README, run word for word (but for the port) against a whole shop."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.config import Config, variable_of
from ops.local.servers.base import free_port
from ops.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
CUT = "=== next step ==="


def steps() -> list[str]:
    """The shell blocks between the marks of the tour."""
    tour = README.split("<!-- tour:begin -->")[1].split("<!-- tour:end -->")[0]
    return re.findall(r"^```sh\n(.*?)^```$", tour, flags=re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[str]]]:
    """What each step printed, and the folder in which the tour left its files."""
    folder = tmp_path_factory.mktemp("tour")
    (folder / "store").symlink_to(ROOT / "store")
    port = str(free_port())
    environment = os.environ | {"STORE_LOCAL_DIR": str(folder / "local"), "STORE_PORT": port}
    between = f"\nprintf '\\n{CUT}\\n'\n"
    script = between.join(steps()).replace("127.0.0.1:8000", f"127.0.0.1:{port}")

    def run(*command: str) -> str:
        done = subprocess.run(
            command, cwd=folder, env=environment, text=True, capture_output=True, timeout=240
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("./store", "up", "-d")
    try:
        yield folder, run("bash", "-euo", "pipefail", "-c", script).split(CUT)
    finally:
        run("./store", "down")


@pytest.mark.slow
def test_each_step_of_the_tour_prints_what_the_readme_says(
    outputs: tuple[Path, list[str]],
) -> None:
    """From browsing to the checks of the database."""
    _, printed = outputs
    browse, register, verify, buy, staff, report, check = printed
    assert '"items"' in browse
    assert '"verified":false' in register.replace(" ", "")
    assert '"verified":true' in verify.replace(" ", "")
    assert '"captured"' in buy
    assert "Subject: Payment received for order" in buy
    assert '"processed"' in staff
    assert "illegal_transition" in staff
    assert '"totals"' in report
    assert check.strip() == ""


@pytest.mark.slow
def test_the_tour_ends_with_a_csv_and_an_excel_file(outputs: tuple[Path, list[str]]) -> None:
    """Both hold the sale that the tour has made."""
    folder, _ = outputs
    assert "Order" in (folder / "sales.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    sheet = openpyxl.load_workbook(folder / "sales.xlsx", read_only=True).worksheets[0]
    assert sum(1 for _ in sheet.iter_rows()) > 100


@pytest.mark.parametrize("each", fields(Config), ids=variable_of)
def test_the_readme_documents_every_variable(each: Field[Any]) -> None:
    """With the default and the text that the configuration itself gives."""
    row = next((r for r in README.splitlines() if r.startswith(f"| `{variable_of(each)}` |")), "")
    default: Any = each.default
    if isinstance(default, Path) and default.is_absolute():
        default = default.relative_to(ROOT)
    shown = str(int(default) if isinstance(default, bool) else default)
    cell = f"`{shown}`" if shown else ""
    assert row == f"| `{variable_of(each)}` | {cell} | {each.metadata['text']} |"
