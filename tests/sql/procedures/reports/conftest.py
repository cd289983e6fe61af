"""Exports that staff asks for and workers make."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest

from tests.support.shop import Person, Shop, unique


class Desk:
    """Asks for reports as files, and leases them as a worker."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop

    def register(self) -> str:
        """A report of a test's own."""
        report, api = unique("report"), self.shop.services["api"]
        self.shop.api.call("report_register", api, report, "reports.tested", "Tested")
        return report

    def request(self) -> int:
        """Staff asks for a report as a file."""
        session = self.shop.staff().session
        row = self.shop.api.call("export_request", session, self.register(), "csv", "{}")[0]
        return int(row["export_id"])

    def claim(self, export: int) -> str:
        """Lease exports until this one; its lease."""
        while row := self.shop.work("export_claim", token := str(uuid4()))[0]:
            if row["export_id"] == export:
                return token
        raise AssertionError

    def save(self, person: Person, *roles: str, report: str | None = None) -> dict[str, Any]:
        """Somebody saves a view of a report and shares it."""
        given = (report or self.register(), unique("view"), "{}", None, None, json.dumps(roles))
        row = self.shop.api.call("report_view_create", person.session, *given)[0]
        return dict(json.loads(row["document"]))

    def seen(self, person: Person) -> set[int]:
        """The views that somebody sees."""
        query = "SELECT id FROM my_report_views WHERE owner_id = %s"
        return {row["id"] for row in self.shop.admin.rows(query, person.id)}

    def state(self, export: int) -> str:
        """Where the export stands."""
        query = "SELECT state FROM exports WHERE export_id = %s"
        return str(self.shop.admin.value(query, export))


@pytest.fixture
def desk(shop: Shop) -> Desk:
    """Who asks for files."""
    return Desk(shop)
