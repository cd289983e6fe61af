"""docs/reports.md, followed word for word: a report is added, seen in the page, downloaded."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import textwrap
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Download, Page, expect

from core.config import BASE
from ops.paths import ROOT
from tests.support.reports import ReportFiles
from tests.support.shop import Shop
from tests.web.conftest import Visits

GUIDE = (
    (ROOT / "docs/reports.md")
    .read_text(encoding="utf-8")
    .split("## Add a report in five minutes\n")[1]
    .split("\n## ")[0]
)
BLOCK = re.compile(r"^ *```(\w+) ?(\S*)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
# What to write, by the file that it is for, and what to type.
FILES = {name: textwrap.dedent(text) for _, name, text in BLOCK.findall(GUIDE) if name}
DEFINITION = FILES.pop("reports.json")
COMMANDS = [textwrap.dedent(text) for kind, _, text in BLOCK.findall(GUIDE) if kind == "sh"]
# What to choose and press.
CHOSEN, DOWNLOAD, *FORMATS = re.findall(r"\*\*(.+?)\*\*", GUIDE)


@pytest.fixture
def added(own_reports: ReportFiles, stack_env: dict[str, str]) -> Iterator[ReportFiles]:
    """Where the guide is followed; later tests do not meet what it adds."""
    before = own_reports.file.read_text(encoding="utf-8")
    yield own_reports
    own_reports.file.write_text(before, encoding="utf-8")
    for name in FILES:
        (own_reports.sql / Path(name).name).unlink(missing_ok=True)


def write(files: ReportFiles) -> None:
    """The first two steps."""
    known = files.file.read_text(encoding="utf-8").rstrip().removesuffix("]").rstrip()
    files.file.write_text(f"{known},\n{DEFINITION}]\n", encoding="utf-8")
    for name, text in FILES.items():
        assert name.startswith("sql/reports/")
        (files.sql / Path(name).name).write_text(text, encoding="utf-8")


def prove(settings: dict[str, str]) -> str:
    """The third."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "".join(COMMANDS)],
        cwd=ROOT,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def downloaded(page: Page, kind: str) -> Download:
    """The fifth: the file of this kind, once a worker has made it."""
    page.get_by_role("button", name=DOWNLOAD, exact=True).first.click()
    page.get_by_role("menuitem", name=kind).click()
    tray = page.get_by_role("listitem").filter(has_text=f"{CHOSEN} · {kind}")
    with page.expect_download() as found:
        tray.get_by_role("button", name=DOWNLOAD).click()
    return found.value


def test_a_report_is_added_in_five_minutes(
    visit: Visits, shop: Shop, added: ReportFiles, stack_env: dict[str, str], tmp_path: Path
) -> None:
    waiting = {shop.order()["id"] for _ in range(3)}
    paid = shop.paid_order()["id"]
    page = visit("/office/reports", "admin")
    expect(page.get_by_role("link", name="Sales")).to_be_visible()
    expect(page.get_by_role("link", name=CHOSEN)).to_have_count(0)
    write(added)
    assert prove({**stack_env, **added.env}).rstrip().endswith("all well.")

    page.reload()
    page.get_by_role("link", name=CHOSEN).click()
    expect(page.get_by_role("heading", name=CHOSEN, level=1)).to_be_visible()
    expect(page.get_by_role("cell", name=str(max(waiting)), exact=True)).to_be_visible()
    rows = page.request.get(f"{visit.address}{BASE}/reports/unpaid_orders/rows?page_size=100")
    shown = {item["order_id"] for item in json.loads(rows.text())["items"]}
    assert waiting <= shown
    assert paid not in shown

    files = {kind: tmp_path / kind for kind in FORMATS}
    for kind, path in files.items():
        downloaded(page, kind).save_as(path)
    with files["CSV"].open(encoding="utf-8-sig", newline="") as file:
        assert {int(row["Order"]) for row in csv.DictReader(file)} == shown
    files["Excel"].rename(tmp_path / "unpaid.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "unpaid.xlsx").worksheets[0]
    numbers = {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert shown <= numbers
