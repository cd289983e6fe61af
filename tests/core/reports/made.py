"""The report `made` with other fields."""

from __future__ import annotations

from typing import Any

from core.reports.definitions import Report
from core.reports.library import Library
from tests.support.reports import DEFINITION, ReportFiles

DATES = [
    {"name": name, "label": name, "type": "date", "required": True, "default": default}
    for name, default in (("from", "last_month"), ("to", "last_month"))
]
PERIOD: dict[str, Any] = {
    "filters": [*DEFINITION["filters"], *DATES],
    "period": {"from": "from", "to": "to"},
}


def report(files: ReportFiles, **fields: Any) -> Report:
    """It, which must be well."""
    files.define({**DEFINITION, **fields})
    found = Library(files.file, files.sql).entries()["made"]
    assert isinstance(found, Report), found.error
    return found
