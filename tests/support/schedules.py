"""Reports that come by mail: schedules, their runs, and what became of them."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from tests.support.shop import Person, Shop, unique

DAILY = {"title": "Every day", "format": "csv", "every": "daily", "hour": 6}


def new_report(shop: Shop, permission: str = "reports.tested") -> str:
    """A report of a test's own, as the database knows it."""
    report = unique("report")
    shop.api.call("report_register", shop.services["api"], report, permission, "Tested")
    return report


def new_schedule(shop: Shop, report: str, person: Person | None = None, **fields: Any) -> int:
    """A schedule of a member of staff."""
    parameters = {"filters": fields.pop("filters", {}), "group_by": fields.pop("group_by", None)}
    wanted = json.dumps({**DAILY, "parameters": parameters, **fields})
    session = (person or shop.staff()).session
    row = shop.api.call("report_schedule_create", session, report, wanted)[0]
    return int(row["id"])


def make_due(shop: Shop, schedule: int) -> None:
    """The day before yesterday it should have run."""
    shop.admin.execute(
        "UPDATE report_schedules SET next_on = UTC_DATE() - INTERVAL 2 DAY"
        " WHERE report_schedule_id = %s",
        schedule,
    )


def run_due(shop: Shop) -> None:
    """What the clock does."""
    while shop.tick("report_schedule_run_next"):
        continue


def exports_of(shop: Shop, schedule: int) -> list[dict[str, Any]]:
    """What a schedule has asked for, oldest first."""
    query = "SELECT * FROM exports WHERE report_schedule_id = %s ORDER BY export_id"
    return shop.admin.rows(query, schedule)


def due_export(shop: Shop) -> int:
    """An export of a schedule that waits for a worker."""
    schedule = new_schedule(shop, new_report(shop))
    make_due(shop, schedule)
    run_due(shop)
    return int(exports_of(shop, schedule)[0]["export_id"])


def leased(shop: Shop, export: int) -> str:
    """Lease exports until this one; its lease."""
    while shop.work("export_claim", lease := str(uuid4()))[0]["export_id"] != export:
        continue
    return lease


def mail_of(shop: Shop, export: int) -> tuple[int, str]:
    """The mail about an export in the hands of a worker, and its lease."""
    shop.relay()
    mail = shop.admin.value(
        "SELECT m.mail_id FROM mails AS m INNER JOIN exports AS x USING (event_id)"
        " WHERE x.export_id = %s",
        export,
    )
    lease = str(uuid4())
    shop.admin.execute(
        "UPDATE mails SET state = 'sending', lease_token = %s, attempts = attempts + 1,"
        " due_at = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR WHERE mail_id = %s",
        lease,
        mail,
    )
    return int(mail), lease
