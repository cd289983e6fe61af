"""Log lines in JSON: one a request, one an event; in a file or on standard output."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from core.log_file import GatheredLines, LogFile

REQUESTS = logging.getLogger("storekeeper.request")
Context = Callable[[], Mapping[str, Any]]


class JsonLines(logging.Formatter):
    """One JSON object a line; a traceback is one of its texts."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def format(self, record: logging.LogRecord) -> str:
        """A record as one line of JSON."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **self._context(),
        }
        if record.exc_info:
            # What a client sent stands in it, half characters included.
            found = self.formatException(record.exc_info)
            line["traceback"] = found.encode(errors="backslashreplace").decode()
        return orjson.dumps(line, default=str, option=orjson.OPT_UTC_Z).decode()


class _Target:
    """Where the lines of this process go."""

    gathered: GatheredLines | None = None


def install(level: str, file: str = "", context: Context = dict) -> None:
    """Send what this process logs to a file, or to standard output; `context` adds to each line."""
    if file and _Target.gathered is None:
        _Target.gathered = GatheredLines(LogFile(Path(file)))
    root = logging.getLogger()
    if not any(isinstance(handler.formatter, JsonLines) for handler in root.handlers):
        handler = logging.StreamHandler(_Target.gathered or sys.stdout)
        handler.setFormatter(JsonLines(context))
        root.addHandler(handler)
    root.setLevel(level.upper())


def write(event: str, fields: Mapping[str, Any]) -> None:
    """Write one line about a request; the logging machinery would take longer than the rest."""
    if not REQUESTS.isEnabledFor(logging.INFO):
        return
    line = {"time": datetime.fromtimestamp(time.time(), UTC), "event": event, **fields}
    data = orjson.dumps(line, default=str, option=orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE)
    if _Target.gathered:
        _Target.gathered.write(data.decode())
    else:
        sys.stdout.write(data.decode())
        sys.stdout.flush()
