"""export_request."""

from __future__ import annotations

import pytest

from tests.sql.procedures.reports.conftest import Desk
from tests.support.logins import refused
from tests.support.shop import Shop, unique


def test_export_request__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("export_request", None, "none", "csv", "{}")


def test_export_request(shop: Shop, desk: Desk) -> None:
    export = desk.request()
    assert desk.state(export) == "queued"


def test_export_request__forbidden(shop: Shop) -> None:
    report = shop.admin.value("SELECT MAX(report_code) FROM reports")
    for actor, code in ((shop.customer(), report), (shop.staff(), "no-such-report")):
        with refused("forbidden"):
            shop.api.call("export_request", actor.session, code, "csv", "{}")


@pytest.mark.parametrize("file_format", ["pdf", "CSV", ""])
def test_export_request__validation_failed(shop: Shop, file_format: str) -> None:
    report = unique("report")
    shop.api.call("report_register", shop.services["api"], report, "reports.tested", "Tested")
    with refused("validation_failed"):
        shop.api.call("export_request", shop.staff().session, report, file_format, "{}")
