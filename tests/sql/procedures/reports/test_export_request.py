"""export_request."""

from __future__ import annotations

import pytest

from tests.support.logins import refused
from tests.support.shop import Shop, unique


def request(shop: Shop) -> int:
    """Staff asks for a report as a file."""
    report = unique("report")
    shop.api.call("report_register", shop.services["api"], report, "reports.tested", "Tested")
    row = shop.api.call("export_request", shop.staff().session, report, "csv", "{}")[0]
    return int(row["export_id"])


def claim(shop: Shop, export: int) -> str:
    """Lease exports until this one; its lease."""
    while row := shop.work("export_claim", token := unique("lease"))[0]:
        if row["export_id"] == export:
            return token
    raise AssertionError


def state(shop: Shop, export: int) -> str:
    """Where the export stands."""
    return str(shop.admin.value("SELECT state FROM exports WHERE export_id = %s", export))


def test_export_request__unauthenticated(shop: Shop) -> None:
    with refused("unauthenticated"):
        shop.api.call("export_request", None, "none", "csv", "{}")


def test_export_request(shop: Shop) -> None:
    export = request(shop)
    assert state(shop, export) == "queued"


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
