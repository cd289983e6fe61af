"""Log lines in JSON on standard output: one a request, one an event."""

from __future__ import annotations

import logging
import sys
import time
from datetime import UTC, datetime
from typing import Any

import orjson
from flask import g, has_app_context

REQUESTS = logging.getLogger("storekeeper.request")


class JsonLines(logging.Formatter):
    """One JSON object a line; a traceback is one of its texts."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        if has_app_context() and "request_id" in g:
            line["request_id"] = g.request_id
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str, option=orjson.OPT_UTC_Z).decode()


def install(level: str) -> None:
    """Send what this process logs to standard output, in JSON."""
    root = logging.getLogger()
    if not any(isinstance(handler.formatter, JsonLines) for handler in root.handlers):
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(JsonLines())
        root.addHandler(handler)
    root.setLevel(level.upper())


def write(event: str, fields: dict[str, Any]) -> None:
    """Write one line about a request; the logging machinery would take longer than the rest."""
    if not REQUESTS.isEnabledFor(logging.INFO):
        return
    line = {"time": datetime.fromtimestamp(time.time(), UTC), "event": event, **fields}
    data = orjson.dumps(line, default=str, option=orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE)
    sys.stdout.write(data.decode())
    sys.stdout.flush()
