"""What files of reports are called where people keep them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_name(export: Mapping[str, Any]) -> str:
    """The name of the file of an export, as its row tells of it."""
    day = f"{export['created_at']:%Y-%m-%d}"
    return f"{export['report_code']}-{day}-{export['export_id']}.{export['file_format']}"
