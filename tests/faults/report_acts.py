"""The acts of reports: exports, schedules, facts of sales."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from tests.support import schedules
from tests.support.shop import Person, Shop, unique

Arguments = tuple[Any, ...]
LONG_AGO = "UTC_TIMESTAMP(6) - INTERVAL 4000 DAY"


class ReportActs:
    """Each method prepares the arguments of one procedure."""

    shop: Shop
    staff: str
    worker: str
    clock: str
    report: str
    buyer: Person
    goods: list[int]

    def _export(self) -> int:
        row = self.shop.api.call("export_request", *self._export_request())[0]
        return int(row["export_id"])

    def _leased_export(self) -> tuple[int, str]:
        export = self._export()
        while self.shop.work("export_claim", lease := str(uuid4()))[0]["export_id"] != export:
            continue
        return export, lease

    def _report_register(self) -> Arguments:
        return self.shop.services["api"], unique("report"), unique("reports.t"), "Tested"

    def _export_request(self) -> Arguments:
        return self.staff, self.report, "csv", "{}"

    def _export_claim(self) -> Arguments:
        self._export()
        return self.worker, str(uuid4())

    def _export_progress(self) -> Arguments:
        return self.worker, *self._leased_export(), 5, 10, 1000

    def _export_finish(self) -> Arguments:
        return self.worker, *self._leased_export(), 5, f"{unique('file')}.csv", 100, "[]"

    def _export_fail(self) -> Arguments:
        return self.worker, *self._leased_export(), "no", True

    def _export_cancel(self) -> Arguments:
        return self.staff, self._export()

    def _export_expire_next(self) -> Arguments:
        done = self._export_finish()
        self.shop.worker.call("export_finish", *done)
        old = f"UPDATE exports SET finished_at = {LONG_AGO} WHERE export_id = %s"
        self.shop.admin.execute(old, done[1])
        return (self.clock,)

    def _report_schedule_create(self) -> Arguments:
        fields = {**schedules.DAILY, "parameters": {"filters": {}, "group_by": None}}
        return self.staff, self.report, json.dumps(fields)

    def _report_schedule_update(self) -> Arguments:
        schedule = schedules.new_schedule(self.shop, self.report)
        return self.staff, schedule, json.dumps({"every": "weekly", "weekday": 2, "hour": 7})

    def _report_schedule_remove(self) -> Arguments:
        return self.staff, schedules.new_schedule(self.shop, self.report)

    def _report_schedule_run_next(self) -> Arguments:
        schedules.make_due(self.shop, schedules.new_schedule(self.shop, self.report))
        return (self.clock,)

    def _export_mail_read(self) -> Arguments:
        export = schedules.due_export(self.shop)
        lease = schedules.leased(self.shop, export)
        self.shop.work("export_finish", export, lease, 5, "a.csv", 100, "[]")
        return self.worker, *schedules.mail_of(self.shop, export)

    def _sales_facts_rebuild(self) -> Arguments:
        self.shop.admin.execute("DELETE FROM sales_facts_due")
        return (self.clock,)

    def _sales_facts_take(self) -> Arguments:
        self.shop.relay()
        while (rows := self.shop.tick("sales_facts_take", 1000)) and rows[0]["taken"]:
            continue
        self.shop.paid_order(self.buyer, {self.goods[0]: 1})
        self.shop.relay()
        return self.clock, 100

    def _sales_month_rebuild(self) -> Arguments:
        return self.clock, "2000-01-01"
