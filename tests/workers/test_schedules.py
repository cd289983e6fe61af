"""Reports that come by mail: clock, export worker and mail worker as real processes."""

from __future__ import annotations

import csv
import io
import os
import signal
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest

from tests.support import schedules
from tests.support.reports import DEFINITION, ReportFiles
from tests.support.shop import Person, Shop
from tests.workers.conftest import Start
from tests.workers.post_office import PostOffice

Eventually = Callable[..., None]
Setting = Callable[[str, int | str], None]
pytestmark = [pytest.mark.usefixtures("empty_queue")]


@pytest.fixture(autouse=True)
def no_other_is_due(shop: Shop) -> None:
    """Schedules of other tests are off."""
    shop.admin.execute("UPDATE report_schedules SET is_active = FALSE, next_on = NULL")


@pytest.fixture
def reader(shop: Shop) -> Person:
    """A member of staff who gets mails of this test alone."""
    person = shop.customer()
    shop.admin.execute("INSERT INTO user_roles VALUES (%s, 'admin')", person.id)
    return person


def schedule(shop: Shop, reader: Person, **fields: Any) -> int:
    """A schedule that should have run."""
    given = {"title": "Every morning", "filters": {"rows": 3}, **fields}
    made = schedules.new_schedule(shop, "made", reader, **given)
    schedules.make_due(shop, made)
    return made


def start_all(worker: Start, files: ReportFiles) -> None:
    for name in ("clock", "exports", "mail"):
        worker(name, **files.env)


def about_reports(office: PostOffice, reader: Person) -> list[EmailMessage]:
    return [mail for mail in office.to(reader.email) if "Verify" not in str(mail["Subject"])]


def test_the_file_comes_by_mail(
    shop: Shop,
    worker: Start,
    files: ReportFiles,
    reader: Person,
    post_office: PostOffice,
    eventually: Eventually,
) -> None:
    """Once, attached, in the language and with the preferences of its reader."""
    shop.api.call(
        "preferences_update",
        reader.session,
        '{"language": "bg", "csv_delimiter": ";", "csv_decimal": ",", "csv_bom": false}',
    )
    made = schedule(shop, reader)
    start_all(worker, files)
    eventually(lambda: about_reports(post_office, reader), 60)
    (mail,) = about_reports(post_office, reader)
    assert str(mail["Subject"]) == "Every morning"
    body = mail.get_body(("plain",))
    assert body and "Файлът е приложен." in body.get_content()
    (attached,) = mail.iter_attachments()
    assert isinstance(attached, EmailMessage)
    (export,) = schedules.exports_of(shop, made)
    assert (
        attached.get_filename() == f"made-{export['created_at']:%Y-%m-%d}-{export['export_id']}.csv"
    )
    content = attached.get_payload(decode=True)
    assert isinstance(content, bytes)
    rows = list(csv.reader(io.StringIO(content.decode(), newline=""), delimiter=";"))
    assert [row[3] for row in rows] == ["Amount", "0,00", "0,01", "0,02"]


def test_a_large_file_is_only_told_of(
    shop: Shop,
    worker: Start,
    files: ReportFiles,
    reader: Person,
    post_office: PostOffice,
    eventually: Eventually,
    setting: Setting,
) -> None:
    """Beyond a setting the mail holds the way to the file instead."""
    setting("report_mail_kilobytes", 1)
    schedule(shop, reader, filters={"rows": 500})
    start_all(worker, files)
    eventually(lambda: about_reports(post_office, reader), 60)
    (mail,) = about_reports(post_office, reader)
    assert not list(mail.iter_attachments())
    body = mail.get_body(("plain",))
    assert body and "/office/exports" in body.get_content()
    assert "500 rows" in body.get_content()


def test_what_cannot_be_made_is_said_and_stops_no_other(
    shop: Shop,
    worker: Start,
    files: ReportFiles,
    reader: Person,
    post_office: PostOffice,
    eventually: Eventually,
) -> None:
    """One report is gone, one is no longer allowed, one lost a filter; the next comes."""
    shop.work("report_register", "gone", "reports.made", "Gone")
    shop.work("report_register", "secret", "reports.secret", "Secret")
    files.define(DEFINITION, {**DEFINITION, "id": "secret", "permission": "reports.secret"})
    files.query("secret", files.sql.joinpath("made.sql").read_text())
    broken = {
        "Gone": schedules.new_schedule(shop, "gone", reader, title="Gone"),
        "Secret": schedules.new_schedule(shop, "secret", reader, title="Secret"),
        "Filters": schedules.new_schedule(
            shop, "made", reader, title="Filters", filters={"colour": "red"}
        ),
    }
    for each in broken.values():
        schedules.make_due(shop, each)
    schedule(shop, reader)
    shop.admin.execute("DELETE FROM role_permissions WHERE permission_code = 'reports.secret'")
    start_all(worker, files)
    eventually(lambda: len(about_reports(post_office, reader)) == 4, 60)
    errors = {
        "Gone": "This report is no longer there.",
        "Secret": "Its owner may no longer see this report.",
        "Filters": "colour",
    }
    subjects = {str(mail["Subject"]): mail for mail in about_reports(post_office, reader)}
    assert set(subjects) == {"Every morning", *(f"{each} could not be made" for each in errors)}
    row = "SELECT last_error FROM my_report_schedules WHERE id = %s"
    for title, error in errors.items():
        assert error in shop.admin.value(row, broken[title])
        body = subjects[f"{title} could not be made"].get_body(("plain",))
        assert body and error in body.get_content()


def test_relative_dates_are_those_of_the_run(
    shop: Shop,
    worker: Start,
    files: ReportFiles,
    reader: Person,
    eventually: Eventually,
) -> None:
    """What was written as yesterday is yesterday when the file is made."""
    day = {"name": "day", "label": "Day", "type": "date"}
    files.define({**DEFINITION, "filters": [*DEFINITION["filters"], day]})
    sql = files.sql.joinpath("made.sql").read_text()
    files.query("made", sql.replace("DATE('2026-01-01') AS day", "CAST(:day AS DATE) AS day"))
    made = schedule(shop, reader, filters={"rows": 1, "day": "yesterday"})
    start_all(worker, files)
    eventually(lambda: [x["state"] for x in schedules.exports_of(shop, made)] == ["done"], 60)
    (export,) = schedules.exports_of(shop, made)
    path = files.folder.parent / "exports" / export["file_name"]
    yesterday = shop.admin.value(
        "SELECT DATE(CONVERT_TZ(UTC_TIMESTAMP(), 'UTC', 'Europe/Sofia')) - INTERVAL 1 DAY"
    )
    assert path.read_text(encoding="utf-8-sig").splitlines()[1].endswith(str(yesterday))


@pytest.mark.faults
def test_each_process_may_be_killed_and_there_is_one_mail(
    shop: Shop,
    worker: Start,
    files: ReportFiles,
    reader: Person,
    post_office: PostOffice,
    eventually: Eventually,
    setting: Setting,
) -> None:
    """kill -9 of the clock and of both workers: one export, one whole file, one mail."""
    setting("export_lease_seconds", 5)
    setting("mail_lease_seconds", 10)
    rows = 60_000
    setting("report_mail_kilobytes", 25_000)
    made = schedule(shop, reader, filters={"rows": rows})
    doomed = {name: worker(name, **files.env) for name in ("clock", "exports", "mail")}
    eventually(lambda: schedules.exports_of(shop, made), 30)
    os.kill(doomed["clock"].pid, signal.SIGKILL)
    eventually(lambda: schedules.exports_of(shop, made)[0]["state"] != "queued", 30)
    os.kill(doomed["exports"].pid, signal.SIGKILL)
    os.kill(doomed["mail"].pid, signal.SIGKILL)
    for process in doomed.values():
        process.wait()
    start_all(worker, files)
    eventually(lambda: about_reports(post_office, reader), 90)
    (export,) = schedules.exports_of(shop, made)
    assert (export["state"], export["written_rows"]) == ("done", rows)
    (mail,) = about_reports(post_office, reader)
    (attached,) = mail.iter_attachments()
    assert isinstance(attached, EmailMessage)
    content = attached.get_payload(decode=True)
    assert isinstance(content, bytes) and content.count(b"\n") == rows + 1
