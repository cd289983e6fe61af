"""A report that needs no data: as many rows as one likes, with everything that is difficult."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ops.paths import ROOT

QUERY = """\
-- made: rows out of nothing.
WITH digits AS (
    SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4
    UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9
),
numbers AS (
    SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 100000 * g.d AS number
    FROM digits AS g, digits AS f, digits AS e, digits AS c, digits AS b, digits AS a
    WHERE
        100000 * g.d < :rows AND 10000 * f.d < :rows AND 1000 * e.d < :rows
        AND 100 * c.d < :rows AND 10 * b.d < :rows
)
SELECT
    number,
    CONCAT('Text ', MOD(number, 1000), :text) AS text,
    MOD(number, 7) AS weekday,
    CAST(number / 100 AS DECIMAL(12, 2)) AS amount,
    TIMESTAMP('2026-01-01 22:30:00') + INTERVAL number SECOND AS made_at,
    DATE('2026-01-01') AS day
FROM numbers
WHERE number < :rows;
"""
DEFINITION: dict[str, Any] = {
    "id": "made",
    "title": "Made",
    "description": "One row per number.",
    "permission": "reports.made",
    "key": ["number"],
    "filters": [
        {"name": "rows", "label": "Rows", "type": "integer", "required": True, "default": 10},
        {"name": "text", "label": "Text", "type": "text", "required": True, "default": "."},
    ],
    "group_by": [{"name": "weekday", "label": "Weekday", "columns": ["weekday"]}],
    "columns": [
        {"name": "number", "label": "Number", "type": "integer", "total": "count"},
        {"name": "text", "label": "Text", "type": "text"},
        {"name": "weekday", "label": "Weekday", "type": "integer"},
        {"name": "amount", "label": "Amount", "type": "money", "total": "sum"},
        {"name": "made_at", "label": "Made at", "type": "datetime"},
        {"name": "day", "label": "Day", "type": "date"},
    ],
}


@dataclass(frozen=True)
class ReportFiles:
    """A folder of reports of a test's own."""

    folder: Path

    @property
    def file(self) -> Path:
        """The definitions."""
        return self.folder / "reports.json"

    @property
    def sql(self) -> Path:
        """The queries."""
        return self.folder / "sql"

    @property
    def env(self) -> dict[str, str]:
        """What makes a process use them."""
        return {"STORE_REPORTS_FILE": str(self.file), "STORE_REPORTS_SQL_DIR": str(self.sql)}

    def copy_all(self) -> None:
        """Begin with the reports of the shop."""
        shutil.copy2(ROOT / "reports.json", self.file)
        shutil.copytree(ROOT / "sql/reports", self.sql)

    def define(self, *definitions: dict[str, Any]) -> None:
        """Write the definitions."""
        self.file.write_text(json.dumps(list(definitions), indent=2))

    def query(self, report_id: str, sql: str) -> Path:
        """Write a query."""
        path = self.sql / f"{report_id}.sql"
        path.write_text(sql)
        return path


def made(folder: Path) -> ReportFiles:
    """The report `made` in a folder."""
    files = ReportFiles(folder)
    (files.sql / "options").mkdir(parents=True)
    files.define(DEFINITION)
    files.query("made", QUERY)
    return files
