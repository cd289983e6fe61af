"""The mail about a scheduled report: with its file, or where that is found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.db import Row
from core.reports.file_names import TYPES, file_name
from workers.context import Context
from workers.message import Attachment, UnusableError

KILOBYTE = 1000
# Where a reader who is logged in finds files and schedules.
FILES, SCHEDULES = "/office/exports", "/office/schedules"


@dataclass(frozen=True)
class ReportLetter:
    """What the texts of the mail tell, where its link leads, and the file."""

    told: dict[str, Any]
    path: str
    attachment: Attachment | None = None


def report_letter(here: Context, mail_id: int, lease: str) -> ReportLetter:
    """What a mail that is being sent says; its reader's rights are those of this moment."""
    export = here.work("export_mail_read", mail_id, lease)[0]
    told = {
        "title": export["title"],
        "rows": export["written_rows"],
        "error": export["last_error"],
        "is_attached": False,
    }
    if export["state"] == "failed":
        return ReportLetter(told, SCHEDULES)
    if not export["is_allowed"]:
        raise UnusableError("Its reader may no longer see this report.")
    attachment = _attachment(here, export)
    return ReportLetter({**told, "is_attached": attachment is not None}, FILES, attachment)


def _attachment(here: Context, export: Row) -> Attachment | None:
    """The file, if it is still there and not too large for a mail."""
    if export["state"] != "done":
        return None
    if export["file_bytes"] > here.settings.integer("report_mail_kilobytes") * KILOBYTE:
        return None
    path = Path(here.config.export_dir) / export["file_name"]
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    return Attachment(file_name(export), TYPES[export["file_format"]], content)
