"""All reports, as the files stand now: read again when one of them has changed."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from core.config import ROOT
from core.reports.build import build
from core.reports.definitions import Broken, Report, ReportError
from core.reports.line_numbers import line_of
from core.reports.mistakes import MistakeError

log = logging.getLogger(__name__)

Entry = Report | Broken
Stamp = tuple[tuple[str, int, int], ...]


class Library:
    """The reports of one reports.json; a mistake in one of them is that one's alone."""

    def __init__(
        self, file: Path, sql_dir: Path, changed: Callable[[list[Entry]], None] | None = None
    ) -> None:
        self.file = file.absolute()
        self.sql_dir = sql_dir.absolute()
        self._changed = changed
        self._lock = threading.Lock()
        self._stamp: Stamp | None = None
        self._entries: dict[str, Entry] = {}

    def entries(self) -> dict[str, Entry]:
        """All reports by their id.

        A reports.json that is no JSON leaves those that were read before in use; ReportError
        where there are none.
        """
        with self._lock:
            stamp = self._look()
            if stamp != self._stamp:
                self._read()
                if self._changed:
                    self._changed(list(self._entries.values()))
                self._stamp = stamp
            return self._entries

    def _look(self) -> Stamp:
        files = [self.file, *sorted(self.sql_dir.rglob("*.sql"))]
        return tuple(_look_at(path) for path in files)

    def _read(self) -> None:
        try:
            self._entries = {entry.id: entry for entry in read(self.file, self.sql_dir)}
        except ReportError as error:
            if not self._entries:
                raise
            log.error("Reports stay as they were: %s", error)
        for entry in self._entries.values():
            if isinstance(entry, Broken):
                log.error("Report %s: %s", entry.id, entry.error)


def _look_at(path: Path) -> tuple[str, int, int]:
    try:
        state = path.stat()
    except OSError:
        return (str(path), 0, 0)
    return (str(path), state.st_mtime_ns, state.st_size)


def read(file: Path, sql_dir: Path) -> Iterator[Entry]:
    """Each report of a file, usable or broken; ReportError if the file itself is no list."""
    try:
        text = file.read_text(encoding="utf-8")
        found = json.loads(text)
    except OSError as error:
        raise ReportError(f"it cannot be read ({error.strerror})", file) from error
    except json.JSONDecodeError as error:
        raise ReportError(error.msg, file, error.lineno) from error
    except UnicodeDecodeError as error:
        raise ReportError("it is not UTF-8", file) from error
    if not isinstance(found, list):
        raise ReportError("it must hold a list of reports", file, 1)
    seen: set[str] = set()
    for number, raw in enumerate(found):
        yield _entry(raw, number, text, file, sql_dir, seen)


def _entry(raw: Any, number: int, text: str, file: Path, sql_dir: Path, seen: set[str]) -> Entry:
    try:
        if problem := best_match(_VALIDATOR.iter_errors(raw)):
            line = line_of(text, [number, *problem.absolute_path])
            raise ReportError(_words(problem), file, line)
        if raw["id"] in seen:
            line = line_of(text, [number, "id"])
            twice = ReportError(f"there are two reports {raw['id']!r}", file, line)
            return _broken({**raw, "id": None}, number, twice)
        seen.add(raw["id"])
        return build(raw, sql_dir)
    except MistakeError as mistake:
        line = line_of(text, [number, *mistake.path])
        return _broken(raw, number, ReportError(mistake.detail, file, line))
    except ReportError as error:
        if not error.line and error.file == file:
            error = ReportError(error.detail, file, line_of(text, [number]))
        return _broken(raw, number, error)


def _words(problem: ValidationError) -> str:
    place = ".".join(str(part) for part in problem.absolute_path)
    return f"{place}: {problem.message}" if place else problem.message


def _broken(raw: Any, number: int, error: ReportError) -> Broken:
    def text(name: str, otherwise: str) -> str:
        value = raw.get(name) if isinstance(raw, dict) else None
        value = value.get("en") if isinstance(value, dict) else value
        return value if isinstance(value, str) and value else otherwise

    # Without an id of its own it takes its place in the file.
    return Broken(
        text("id", f"report-{number + 1}"),
        text("title", "Broken report"),
        text("permission", "reports.none"),
        error,
    )


def _load_schema() -> Draft202012Validator:
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return Draft202012Validator({"$ref": "#/$defs/report", "$defs": schema["$defs"]})


SCHEMA_FILE = ROOT / "reports.schema.json"
_VALIDATOR = _load_schema()
