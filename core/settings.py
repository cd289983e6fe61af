"""Settings of the shop that API and workers read; asked for again every few seconds."""

from __future__ import annotations

import time

from core.db import Database

FRESH_SECONDS = 2.0


class Settings:
    """What staff have set; at most a moment old."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._values: dict[str, str] = {}
        self._until = 0.0

    def text(self, code: str) -> str:
        """The value of a setting, as text."""
        now = time.monotonic()
        if now >= self._until:
            rows = self._db.rows("SELECT setting_code, value FROM setting_list")
            self._values = {row["setting_code"]: row["value"] for row in rows}
            self._until = now + FRESH_SECONDS
        return self._values[code]

    def integer(self, code: str) -> int:
        """The value of a setting that is a number."""
        return int(self.text(code))
