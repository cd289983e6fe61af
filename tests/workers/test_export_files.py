"""What report files hold, and what becomes of those that may not be made."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import time
from pathlib import Path

import openpyxl
import pytest

from tests.support import reports
from tests.support.reports import ReportFiles
from tests.support.shop import Shop
from tests.workers.conftest import Start
from tests.workers.desk import MANY, Eventually, Setting, ask, export, file_of, wait_for


def test_progress_comes_several_times_a_second(
    shop: Shop, worker: Start, files: ReportFiles, eventually: Eventually
) -> None:
    """Rows, estimate and bytes grow while the file is made."""
    export_id = ask(shop, "xlsx", MANY)
    worker("exports", **files.env)
    eventually(lambda: export(shop, export_id)["written_rows"] > 0, 30)
    seen: dict[int, int] = {}
    began = time.monotonic()
    while time.monotonic() < began + 3:
        row = export(shop, export_id)
        seen[row["written_rows"]] = row["file_bytes"]
        assert row["total_rows"] == MANY
    assert len(seen) >= 6
    assert sorted(seen.values()) == list(seen.values()) and seen[max(seen)] > 0
    cancelled = time.monotonic()
    shop.api.call("export_cancel", shop.staff().session, export_id)
    folder = Path(files.folder.parent / "exports")
    eventually(lambda: not list(folder.iterdir()), 2)
    assert time.monotonic() < cancelled + 2


def test_a_full_quota_is_a_clear_end(
    shop: Shop, worker: Start, files: ReportFiles, eventually: Eventually, setting: Setting
) -> None:
    """The disk has room, but the shop gives no more to report files."""
    shop.admin.execute("UPDATE exports SET file_bytes = 0 WHERE state IN ('running', 'done')")
    setting("export_quota_megabytes", 1)
    export_id = ask(shop, "csv", 100_000)
    worker("exports", **files.env)
    row = wait_for(shop, eventually, export_id, "failed")
    assert row["last_error"] == "All report files together may take 1 MB: choose less, or wait."
    assert row["attempts"] == 1
    eventually(lambda: not list((files.folder.parent / "exports").iterdir()))


def test_columns_that_their_reader_may_not_see_are_not_in_the_file(
    shop: Shop, worker: Start, files: ReportFiles, tmp_path: Path, eventually: Eventually
) -> None:
    """With the rights of whoever asked; the file remembers what it needs to be fetched."""
    columns = [
        {**each, "permission": "reports.amounts"} if each["name"] == "amount" else each
        for each in reports.DEFINITION["columns"]
    ]
    files.define({**reports.DEFINITION, "columns": columns})
    without = ask(shop, "xlsx", 5)
    process = worker("exports", **files.env)
    row = wait_for(shop, eventually, without, "done")
    sheet = openpyxl.load_workbook(file_of(tmp_path, row))["Made"]
    assert [cell.value for cell in sheet[1]] == ["Number", "Text", "Weekday", "Made at", "Day"]
    assert json.loads(row["column_permissions"]) == []
    shop.work("report_register", None, "reports.amounts", "Made")
    process.terminate()
    process.wait(20)
    allowed = ask(shop, "csv", 5)
    worker("exports", **files.env)
    row = wait_for(shop, eventually, allowed, "done")
    assert "Amount" in file_of(tmp_path, row).read_text(encoding="utf-8-sig").splitlines()[0]
    assert json.loads(row["column_permissions"]) == ["reports.amounts"]
    shop.admin.execute("DELETE FROM role_permissions WHERE permission_code = 'reports.amounts'")


def test_a_file_speaks_the_language_of_its_reader_and_has_a_chart(
    shop: Shop, worker: Start, files: ReportFiles, tmp_path: Path, eventually: Eventually
) -> None:
    """Labels, total, and the sheet that tells what the file is."""
    person = shop.customer()
    shop.admin.execute("INSERT INTO user_roles VALUES (%s, 'admin')", person.id)
    shop.api.call("preferences_update", person.session, '{"language": "bg"}')
    title = {"en": "Made", "bg": "Направени"}
    chart = {"kind": "bar", "x": "weekday", "y": ["amount"]}
    files.define({**reports.DEFINITION, "title": title, "chart": chart})
    parameters = json.dumps({"filters": {"rows": 70, "text": "<b>"}, "group_by": "weekday"})
    row = shop.api.call("export_request", person.session, "made", "xlsx", parameters)[0]
    worker("exports", **files.env)
    book = openpyxl.load_workbook(
        file_of(tmp_path, wait_for(shop, eventually, row["export_id"], "done"))
    )
    assert book.sheetnames == ["Направени", "За справката", "Графика"]
    about = {row[0]: row[1] for row in book["За справката"].values}
    assert about["Справка"] == "Направени" and about["Text"] == "<b>"
    assert about["Групирано по"] == "Weekday" and about["Редове"] == "7"
    assert about["Изготвена за"] == "Ada Byron" and about["Валута"] == "EUR"
    assert book["Графика"]._charts  # type: ignore[attr-defined]
    assert list(book["Направени"].values)[-1][0] == "Общо"


def test_a_csv_file_read_back_is_the_same_table(
    shop: Shop, worker: Start, files: ReportFiles, tmp_path: Path, eventually: Eventually
) -> None:
    """By Python's csv and, where it is installed, by pandas; each text as it was."""
    text = ", \"a\"; 'b' ä \u200f\u05d0"
    export_id = ask(shop, "csv", 2000, text=text)
    worker("exports", **files.env)
    path = file_of(tmp_path, wait_for(shop, eventually, export_id, "done"))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["Text"] for row in rows] == [f"Text {n % 1000}{text}" for n in range(2000)]
    assert [row["Amount"] for row in rows] == [f"{n / 100:.2f}" for n in range(2000)]
    pandas = pytest.importorskip("pandas")
    table = pandas.read_csv(path, encoding="utf-8-sig")
    assert list(table.columns) == list(rows[0])
    assert [str(each) for each in table["Text"]] == [row["Text"] for row in rows]
    assert [round(each * 100) for each in table["Amount"]] == list(range(2000))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_table(
    shop: Shop, worker: Start, files: ReportFiles, tmp_path: Path, eventually: Eventually
) -> None:
    """The Excel file, converted to CSV by LibreOffice, is the CSV file."""
    text = ' =1+1, "ä"'
    exports_of = [ask(shop, form, 300, text=text) for form in ("xlsx", "csv")]
    worker("exports", **files.env)
    book, lines = (
        file_of(tmp_path, wait_for(shop, eventually, each, "done")) for each in exports_of
    )
    profile = f"-env:UserInstallation=file://{tmp_path}/office"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(book)], check=True, timeout=300)
    with (tmp_path / f"{book.stem}.csv").open(encoding="utf-8", newline="") as stream:
        found = list(csv.reader(stream))
    with lines.open(encoding="utf-8-sig", newline="") as stream:
        wanted = list(csv.reader(stream))
    money = [[*row[:3], f"{float(row[3]):.2f} EUR", *row[4:]] for row in wanted[1:]]
    assert [found[0], *found[1:-1]] == [wanted[0], *money]
