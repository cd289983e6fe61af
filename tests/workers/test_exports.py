"""Report files made by real workers."""

from __future__ import annotations

import csv
import json
import os
import resource
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.support.reports import QUERY, ReportFiles
from tests.support.shop import Shop
from tests.workers.conftest import Start
from tests.workers.desk import MANY, Eventually, Setting, ask, export, file_of, files_in, wait_for
from workers import clock, exports, xlsx_file
from workers.context import context


def test_csv(
    shop: Shop, worker: Start, files: ReportFiles, tmp_path: Path, eventually: Eventually
) -> None:
    """All rows, in order, times as the clocks of the shop; the row knows size and count."""
    export_id = ask(shop, "csv", 2500, text='=1,"x"')
    worker("exports", **files.env)
    row = wait_for(shop, eventually, export_id, "done")
    path = file_of(tmp_path, row)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream))
    assert lines[0] == ["Number", "Text", "Weekday", "Amount", "Made at", "Day"]
    assert lines[1] == ["0", 'Text 0=1,"x"', "0", "0.00", "2026-01-02 00:30:00", "2026-01-01"]
    assert [int(line[0]) for line in lines[1:]] == list(range(2500))
    assert (row["written_rows"], row["total_rows"]) == (2500, 2500)
    assert row["file_bytes"] == path.stat().st_size
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_xlsx(
    shop: Shop, worker: Start, files: ReportFiles, tmp_path: Path, eventually: Eventually
) -> None:
    """The same with types, and the totals below."""
    export_id = ask(shop, "xlsx", 300)
    worker("exports", **files.env)
    row = wait_for(shop, eventually, export_id, "done")
    sheet = openpyxl.load_workbook(file_of(tmp_path, row))["Made"]
    rows = list(sheet.iter_rows(2, values_only=True))
    assert [each[0] for each in rows] == [*range(300), 300]
    assert rows[5][3] == 0.05
    assert rows[-1][3] == pytest.approx(sum(range(300)) / 100)


def test_the_about_sheet_tells_what_was_chosen_as_the_filters_call_it(
    shop: Shop, worker: Start, tmp_path: Path, eventually: Eventually
) -> None:
    buyer = shop.customer()
    shop.work("report_register", "sales", "reports.sales", "Sales")
    period = {"from": "2026-01-01", "to": "2026-01-31"}
    filters = {**period, "customer": str(buyer.id), "status": ["paid", "shipped"]}
    parameters = json.dumps({"filters": filters, "group_by": "month"})
    asked = shop.api.call("export_request", shop.staff().session, "sales", "xlsx", parameters)[0]
    worker("exports")
    row = wait_for(shop, eventually, asked["export_id"], "done")
    sheet = openpyxl.load_workbook(file_of(tmp_path, row))["About"]
    told = {str(label): str(text) for label, text in sheet.iter_rows(values_only=True)}
    assert told["Period"] == "2026-01-01 – 2026-01-31"
    assert buyer.email in told["Customer"]
    assert told["Status of the order"] == "Paid, Shipped"
    assert told["Product"] == "all"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_grouped_and_empty(
    shop: Shop,
    worker: Start,
    files: ReportFiles,
    tmp_path: Path,
    eventually: Eventually,
    form: str,
) -> None:
    """Groups become rows; a report without rows is a file with its header."""
    grouped, empty = ask(shop, form, 70, "weekday"), ask(shop, form, 0)
    worker("exports", **files.env)
    assert wait_for(shop, eventually, grouped, "done")["written_rows"] == 7
    row = wait_for(shop, eventually, empty, "done")
    assert row["written_rows"] == 0
    assert file_of(tmp_path, row).stat().st_size > 0


def test_progress_and_cancel(
    shop: Shop, worker: Start, files: ReportFiles, tmp_path: Path, eventually: Eventually
) -> None:
    """A running export tells how far it is; a cancelled one stops and leaves no file."""
    export_id = ask(shop, "xlsx", MANY)
    worker("exports", **files.env)
    eventually(lambda: export(shop, export_id)["written_rows"] > 0, 30)
    assert export(shop, export_id)["total_rows"] == MANY
    shop.api.call("export_cancel", shop.staff().session, export_id)
    folder = tmp_path / "exports"
    eventually(lambda: not list(folder.iterdir()))
    assert export(shop, export_id)["state"] == "cancelled"
    next_id = ask(shop, "csv")
    worker("clock", **files.env)
    wait_for(shop, eventually, next_id, "done")


def test_cancel_reaches_a_query_that_sends_nothing_yet(
    shop: Shop, worker: Start, files: ReportFiles, eventually: Eventually
) -> None:
    """Nobody waits for the end of a query whose result nobody wants."""
    files.query("made", QUERY.replace("number < :rows", "number < :rows AND SLEEP(0.02) = 0"))
    export_id = ask(shop, "csv", MANY)
    process = worker("exports", **files.env)
    wait_for(shop, eventually, export_id, "running")
    shop.api.call("export_cancel", shop.staff().session, export_id)
    process.terminate()
    assert process.wait(10) == 0


def test_time_limit(
    shop: Shop, worker: Start, files: ReportFiles, eventually: Eventually, setting: Setting
) -> None:
    """A query that takes too long ends, for good, with words that its owner understands."""
    setting("export_seconds", 10)
    files.query("made", QUERY.replace("number < :rows", "number < :rows AND SLEEP(1) = 0"))
    export_id = ask(shop, "csv", 100)
    worker("exports", **files.env)
    row = wait_for(shop, eventually, export_id, "failed")
    assert row["last_error"] == "The query took longer than 10 seconds: choose less."


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("SELECT nothing FROM nowhere", "nowhere"),
        ("SELECT :number AS number", ":number is no filter"),
        ("UPDATE users SET name = 'x'", "one SELECT"),
    ],
)
def test_broken_query(
    shop: Shop, worker: Start, files: ReportFiles, eventually: Eventually, sql: str, reason: str
) -> None:
    """The export of a broken report fails at once and says why."""
    files.query("made", sql)
    export_id = ask(shop, "csv")
    worker("exports", **files.env)
    row = wait_for(shop, eventually, export_id, "failed")
    assert reason in row["last_error"]
    assert row["attempts"] == 1


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_full_disk(
    shop: Shop,
    worker: Start,
    files: ReportFiles,
    tmp_path: Path,
    eventually: Eventually,
    form: str,
) -> None:
    """A file that does not fit is no file: it fails with a reason and leaves nothing."""
    export_id = ask(shop, form, 50_000)
    process = worker("exports", **files.env)
    limit = 100_000
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (limit, limit))
    eventually(lambda: export(shop, export_id)["last_error"], 30)
    assert "written" in export(shop, export_id)["last_error"]
    assert export(shop, export_id)["state"] == "queued"
    eventually(lambda: not list((tmp_path / "exports").iterdir()))


def test_the_report_is_gone(
    shop: Shop, worker: Start, files: ReportFiles, eventually: Eventually
) -> None:
    """What was asked for may be removed before it is made."""
    export_id = ask(shop, "csv")
    files.define()
    worker("exports", **files.env)
    row = wait_for(shop, eventually, export_id, "failed")
    assert row["last_error"] == "This report is no longer there."


@pytest.mark.faults
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_killed_in_the_middle(
    shop: Shop,
    worker: Start,
    files: ReportFiles,
    tmp_path: Path,
    eventually: Eventually,
    setting: Setting,
    form: str,
) -> None:
    """kill -9 while a file is written: another worker makes it whole."""
    setting("export_lease_seconds", 5)
    rows = MANY if form == "csv" else 20_000
    export_id = ask(shop, form, rows)
    doomed = worker("exports", **files.env)
    folder = tmp_path / "exports"
    eventually(lambda: any(path.stat().st_size for path in files_in(folder)), 30)
    os.kill(doomed.pid, signal.SIGKILL)
    doomed.wait()
    assert export(shop, export_id)["state"] == "running"
    worker("exports", **files.env)
    worker("clock", **files.env)
    row = wait_for(shop, eventually, export_id, "done")
    assert row["attempts"] == 2
    assert row["written_rows"] == rows
    if form == "csv":
        assert file_of(tmp_path, row).read_bytes().count(b"\n") == rows + 1


@pytest.fixture
def busy_clock(
    in_stack_env: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    files: ReportFiles,
) -> Iterator[list[int]]:
    """The clock cleans all the time in this process, in which exports can be made, too."""
    env = {**files.env, "STORE_EXPORT_DIR": str(tmp_path / "exports")}
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    context.cache_clear()
    is_over, rounds = threading.Event(), [0]

    def clean() -> None:
        while not is_over.is_set():
            clock.remove_old_exports()
            rounds[0] += 1

    thread = threading.Thread(target=clean)
    thread.start()
    yield rounds
    is_over.set()
    thread.join()
    context.cache_clear()


@pytest.mark.faults
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_files_of_several_sheets_survive_the_clock_and_a_dead_worker(
    shop: Shop,
    worker: Start,
    tmp_path: Path,
    eventually: Eventually,
    setting: Setting,
    monkeypatch: pytest.MonkeyPatch,
    busy_clock: list[int],
    files: ReportFiles,
    form: str,
) -> None:
    """One is made in peace, one by the second worker: two whole files, and nothing beside them."""
    setting("export_lease_seconds", 5)
    folder, rows = tmp_path / "exports", MANY if form == "csv" else 20_000
    killed = ask(shop, form, rows)
    doomed = worker("exports", **files.env)
    eventually(lambda: any(path.stat().st_size for path in files_in(folder)), 30)
    os.kill(doomed.pid, signal.SIGKILL)
    doomed.wait()
    row = export(shop, killed)
    left = {path.parent.name for path in files_in(folder)}
    assert (row["state"], left) == ("running", {row["lease_token"]})
    undisturbed = ask(shop, form, rows)
    monkeypatch.setattr(xlsx_file, "LAST_ROW", 8000)

    def is_made() -> bool:
        exports.make_due()
        return bool(export(shop, killed)["state"] == "done")

    before = busy_clock[0]
    eventually(is_made, 60)
    assert busy_clock[0] > before + 10, "the clock did not clean while files were made"
    made = [export(shop, each) for each in (killed, undisturbed)]
    assert [(row["attempts"], row["written_rows"]) for row in made] == [(2, rows), (1, rows)]
    assert set(files_in(folder)) == {file_of(tmp_path, row) for row in made}
    assert {path.name for path in folder.iterdir()} == {row["lease_token"] for row in made}
    for path in (file_of(tmp_path, row) for row in made):
        if form == "csv":
            assert path.read_bytes().count(b"\n") == rows + 1
        else:
            book = openpyxl.load_workbook(path, read_only=True)
            # Three headers and the totals beside the rows.
            sheets = [book[name] for name in ("Made", "Made 2", "Made 3")]
            assert [each.max_row for each in sheets] == [8000, 8000, rows + 4 - 16_000]


def test_a_running_export_shows_no_error_of_an_earlier_try(
    shop: Shop, files: ReportFiles, worker: Start, eventually: Eventually
) -> None:
    """What went wrong before is told while it waits, and not of the try that runs."""
    export_id = ask(shop, "csv")
    shop.admin.execute(
        "UPDATE exports SET last_error = 'The disk is full.' WHERE export_id = %s", export_id
    )
    files.query("made", QUERY.replace("number < :rows", "number < :rows AND SLEEP(1) = 0"))
    worker("exports", **files.env)
    row = wait_for(shop, eventually, export_id, "running")
    assert row["last_error"] is None


@pytest.mark.slow
def test_memory_does_not_grow_with_the_rows(
    shop: Shop, worker: Start, files: ReportFiles, tmp_path: Path, eventually: Eventually
) -> None:
    """A million rows take no more memory than ten thousand."""
    process = worker("exports", **files.env)
    small = wait_for(shop, eventually, ask(shop, "csv", 10_000), "done")
    worker("clock", **files.env)
    after_small = peak_megabytes(process)
    large = ask(shop, "csv", 1_000_000)
    wait_for(shop, eventually, large, "done")
    assert small["written_rows"] == 10_000
    assert export(shop, large)["written_rows"] == 1_000_000
    assert peak_megabytes(process) < min(120, after_small + 20)


def peak_megabytes(process: subprocess.Popen[bytes]) -> float:
    """The most memory that a process has had."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
