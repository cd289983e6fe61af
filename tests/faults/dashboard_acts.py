"""One act for each public procedure of the dashboard and of saved views."""

from __future__ import annotations

import json
from typing import Any

from tests.support.shop import Shop, unique

Arguments = tuple[Any, ...]


class DashboardActs:
    """Prepares all that a call needs, anew each time."""

    shop: Shop
    # Secrets of an administrator and of the clock, and a report that the first may see.
    staff: str
    clock: str
    report: str

    def _dashboard_count(self) -> Arguments:
        self.shop.tick("dashboard_recount")
        return (self.clock,)

    def _dashboard_recount(self) -> Arguments:
        self.shop.tick("dashboard_count")
        return (self.clock,)

    def _dashboard_show(self) -> Arguments:
        self._view()
        return (self.staff,)

    def _view(self) -> int:
        row = self.shop.api.call("report_view_create", *self._report_view_create())[0]
        view = int(json.loads(row["document"])["id"])
        self.shop.api.call("report_view_pin", self.staff, view)
        return view

    def _report_view_create(self) -> Arguments:
        roles = json.dumps(["admin", "manager"])
        return self.staff, self.report, unique("view"), "{}", None, None, roles

    def _report_view_update(self) -> Arguments:
        change = {"title": "Another", "filters": {"from": "today"}, "shared_with": ["support"]}
        return self.staff, self._view(), json.dumps(change)

    def _report_view_delete(self) -> Arguments:
        return self.staff, self._view()

    def _report_view_pin(self) -> Arguments:
        view = self._view()
        self.shop.api.call("report_view_unpin", self.staff, view)
        return self.staff, view

    def _report_view_unpin(self) -> Arguments:
        return self.staff, self._view()
