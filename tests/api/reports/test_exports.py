"""Files of reports over HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.api.reports.conftest import Caller
from tests.api.reports.test_routes import problem
from tests.support.reports import ReportFiles
from tests.support.shop import Person, Shop


@pytest.fixture
def finish(shop: Shop, tmp_path: Path) -> Callable[[int, bytes], None]:
    """`finish(export_id, content)`: what a worker does."""

    def done(export_id: int, content: bytes) -> None:
        folder = tmp_path / "exports"
        folder.mkdir(exist_ok=True)
        shop.admin.execute(
            "UPDATE exports SET due_at = UTC_TIMESTAMP(6) + INTERVAL 1 DAY"
            " WHERE state IN ('queued', 'running') AND export_id <> %s",
            export_id,
        )
        token = f"{export_id:036d}"
        assert shop.work("export_claim", token)[0]["export_id"] == export_id
        (folder / "made.csv").write_bytes(content)
        shop.work("export_finish", export_id, token, 1, "made.csv", len(content), "[]")

    return done


def ask(staff: Caller, **body: Any) -> dict[str, Any]:
    answer = staff.post("/reports/made/exports", {"format": "csv", **body})
    assert answer.status_code == 202, answer.text
    return dict(answer.json)


def test_asked_for(staff: Caller, shop: Shop) -> None:
    """What was asked for is kept, defaults worked out."""
    made = ask(staff, format="xlsx", filters={"rows": 5}, group_by="weekday")
    assert (made["status"], made["progress"], made["file_name"]) == ("queued", 0, None)
    assert made["filters"] == {"rows": 5, "text": "."}
    assert staff.get(f"/exports/{made['id']}").json == made
    assert staff.get("/exports").json["items"][0] == made
    kept = shop.admin.value("SELECT parameters FROM exports WHERE export_id = %s", made["id"])
    asked = {"filters": {"rows": 5, "text": "."}, "group_by": "weekday", "sort": None}
    assert json.loads(kept) == asked


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "format"),
        ({"format": "pdf"}, "format"),
        ({"format": ["csv"]}, "format"),
        ({"format": "csv", "filters": {"no": 1}}, "no"),
        ({"format": "csv", "filters": {"rows": 1.5}}, "rows"),
        ({"format": "csv", "filters": {"rows": True}}, "rows"),
        ({"format": "csv", "filters": {"text": ["x"]}}, "text"),
        ({"format": "csv", "filters": []}, "filters"),
        ({"format": "csv", "group_by": "no"}, "group_by"),
        ({"format": "csv", "limit": 1}, "limit"),
    ],
)
def test_bad_requests_name_the_field(staff: Caller, body: Any, field: str) -> None:
    """Nothing is queued that could not be made."""
    found = problem(staff.post("/reports/made/exports", body), 422, "validation_failed")
    assert field in found["errors"]


def test_file_whole_and_in_ranges(staff: Caller, finish: Callable[[int, bytes], None]) -> None:
    """A download may be broken off and go on."""
    export_id = ask(staff)["id"]
    problem(staff.get(f"/exports/{export_id}/file"), 409, "export_not_ready")
    finish(export_id, b"0123456789")
    path = f"/exports/{export_id}/file"
    whole = staff.get(path)
    assert whole.data == b"0123456789"
    assert "attachment" in whole.headers["Content-Disposition"]
    part = staff.get(path, headers={"Range": "bytes=4-6"})
    assert (part.status_code, part.data) == (206, b"456")
    assert part.headers["Content-Range"] == "bytes 4-6/10"
    problem(staff.get(path, headers={"Range": "bytes=99-"}), 416, "range_not_satisfiable")
    assert staff.get(f"/exports/{export_id}").json["progress"] == 1


def test_files_are_private(
    staff: Caller,
    finish: Callable[[int, bytes], None],
    make_app: Callable[..., Flask],
    sign_in: Callable[[Flask, Person], Caller],
    shop: Shop,
    files: ReportFiles,
) -> None:
    """Nobody else sees, fetches or cancels an export."""
    export_id = ask(staff)["id"]
    finish(export_id, b"secret")
    # Who has asked for nothing yet, in no test.
    person = shop.customer()
    shop.admin.execute("INSERT INTO user_roles VALUES (%s, 'manager')", person.id)
    other = sign_in(make_app(**files.env), person)
    problem(other.get(f"/exports/{export_id}"), 404, "not_found")
    problem(other.get(f"/exports/{export_id}/file"), 404, "not_found")
    problem(other.post(f"/exports/{export_id}/cancel"), 404, "not_found")
    assert other.get("/exports").json["items"] == []


def test_a_broken_download_goes_on_only_with_the_same_file(
    staff: Caller, finish: Callable[[int, bytes], None]
) -> None:
    """ETag and If-Range: of another file the whole is sent."""
    export_id = ask(staff)["id"]
    finish(export_id, b"0123456789")
    path = f"/exports/{export_id}/file"
    tag = staff.get(path).headers["ETag"]
    assert not tag.startswith("W/")
    part = staff.get(path, headers={"Range": "bytes=4-", "If-Range": tag})
    assert (part.status_code, part.data) == (206, b"456789")
    whole = staff.get(path, headers={"Range": "bytes=4-", "If-Range": '"another"'})
    assert (whole.status_code, whole.data) == (200, b"0123456789")
    assert staff.get(path, headers={"If-None-Match": tag}).status_code == 304
    name = staff.get(f"/exports/{export_id}").json["file_name"]
    assert whole.headers["Content-Disposition"] == f"attachment; filename={name}"


def test_rights_are_asked_for_again_at_download(
    staff: Caller, finish: Callable[[int, bytes], None], shop: Shop
) -> None:
    """Whoever has lost the right to a report, or to one of its columns, gets no file of it."""
    export_id = ask(staff)["id"]
    finish(export_id, b"secret")
    path = f"/exports/{export_id}/file"
    keep = "UPDATE exports SET column_permissions = %s WHERE export_id = %s"
    shop.admin.execute(keep, '["reports.margin"]', export_id)
    assert "reports.margin" in problem(staff.get(path), 403, "forbidden")["detail"]
    shop.admin.execute(keep, "[]", export_id)
    assert staff.get(path).status_code == 200
    lose = "DELETE FROM role_permissions WHERE permission_code = 'reports.made'"
    shop.admin.execute(lose)
    try:
        problem(staff.get(path), 403, "forbidden")
    finally:
        shop.admin.execute("INSERT INTO role_permissions VALUES ('admin', 'reports.made')")


def test_some_staff_see_everybodys(
    staff: Caller,
    finish: Callable[[int, bytes], None],
    make_app: Callable[..., Flask],
    sign_in: Callable[[Flask, Person], Caller],
    shop: Shop,
    files: ReportFiles,
) -> None:
    """With the permission reports.exports: in the list, one by one, and to cancel."""
    manager = sign_in(make_app(**files.env), shop.staff("manager"))
    shop.admin.execute("INSERT INTO role_permissions VALUES ('manager', 'reports.made')")
    try:
        theirs = ask(manager)
    finally:
        shop.admin.execute(
            "DELETE FROM role_permissions"
            " WHERE role_code = 'manager' AND permission_code = 'reports.made'"
        )
    assert theirs["owner"] == {"id": shop.staff("manager").id, "name": "Staff manager"}
    assert theirs["title"] == "Made"
    assert theirs["id"] not in [each["id"] for each in staff.get("/exports").json["items"]]
    found = staff.get("/exports", owner="all").json["items"]
    assert theirs in found
    assert staff.get(f"/exports/{theirs['id']}").json == theirs
    problem(manager.get("/exports", owner="all"), 403, "forbidden")
    problem(staff.get("/exports", owner="1"), 422, "validation_failed")
    assert staff.post(f"/exports/{theirs['id']}/cancel").json["status"] == "cancelled"


def test_two_thousand_at_once_are_refused_early(
    make_app: Callable[..., Flask],
    sign_in: Callable[[Flask, Person], Caller],
    shop: Shop,
    files: ReportFiles,
    setting: Callable[[str, int], None],
) -> None:
    """More than may wait are refused, with what to do about it."""
    setting("export_waiting_limit", 5)
    person = shop.customer()
    shop.admin.execute("INSERT INTO user_roles VALUES (%s, 'admin')", person.id)
    caller = sign_in(make_app(**files.env), person)
    answers = [caller.post("/reports/made/exports", {"format": "csv"}) for _ in range(30)]
    assert [each.status_code for each in answers] == [202] * 5 + [409] * 25
    found = problem(answers[-1], 409, "limit_reached")
    assert "cancel" in found["detail"]


def test_a_file_that_is_gone(
    staff: Caller, finish: Callable[[int, bytes], None], tmp_path: Path, shop: Shop
) -> None:
    """Removed by hand, or past its retention: 410."""
    export_id = ask(staff)["id"]
    finish(export_id, b"x")
    (tmp_path / "exports/made.csv").unlink()
    problem(staff.get(f"/exports/{export_id}/file"), 410, "gone")
    shop.admin.execute("UPDATE exports SET state = 'expired' WHERE export_id = %s", export_id)
    problem(staff.get(f"/exports/{export_id}/file"), 410, "gone")
    assert staff.get(f"/exports/{export_id}").json["status"] == "done"


def test_cancel(staff: Caller, finish: Callable[[int, bytes], None]) -> None:
    """An export that waits is cancelled, again and again; one that is finished is not."""
    export_id = ask(staff)["id"]
    for _ in range(2):
        assert staff.post(f"/exports/{export_id}/cancel").json["status"] == "cancelled"
    problem(staff.get(f"/exports/{export_id}/file"), 409, "export_not_ready")
    other = ask(staff)["id"]
    finish(other, b"x")
    problem(staff.post(f"/exports/{other}/cancel"), 409, "export_finished")


def test_lines_follow_the_preferences_of_whoever_asks(
    make_app: Callable[..., Flask],
    sign_in: Callable[[Flask, Person], Caller],
    shop: Shop,
    files: ReportFiles,
) -> None:
    """As in files: separator, decimal sign, byte order mark."""
    person = shop.customer()
    shop.admin.execute("INSERT INTO user_roles VALUES (%s, 'admin')", person.id)
    caller = sign_in(make_app(**files.env), person)
    usual = caller.get("/reports/made/rows.csv", rows=2).data
    assert usual.startswith(b"\xef\xbb\xbfNumber,Text,Weekday,Amount,")
    wanted = {"csv_delimiter": ";", "csv_decimal": ",", "csv_bom": False}
    assert caller.patch("/users/preferences", wanted).status_code == 200
    lines = caller.get("/reports/made/rows.csv", rows=2).data.splitlines()
    assert lines[0].startswith(b"Number;Text;Weekday;Amount;")
    assert lines[2].startswith(b"1;Text 1.;1;0,01;")
