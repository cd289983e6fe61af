"""Refusals of visitors: counted here and reported now and then, since a row each would be theirs
to fill the disk with."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.util import Finalize
from typing import Any

from flask import Flask, Response, g, request

from api.http.auth import guest_or_session
from api.http.requests import client_address
from api.services import per_application, services
from core.db import Problem
from core.db.failures import DRIVER_ERRORS

REPORT_SECONDS = 5.0
# Whoever comes from more addresses than this is counted under none.
MOST_COUNTED = 2000
NO_ADDRESS = ""
NOT_LOGGED_IN = frozenset({"unauthenticated", "csrf_failed"})
# Blueprints that are no domain of the shop.
ELSEWHERE = frozenset({"platform", "documentation", "pages"})
Report = Callable[[list[dict[str, Any]]], None]


class RefusalCounter:
    """Adds up refusals until they are reported; a report that fails is made up for by the next."""

    def __init__(self, report: Report, seconds: float = REPORT_SECONDS) -> None:
        self._report = report
        self._seconds = seconds
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._lock = threading.Lock()
        self._has_some = threading.Event()
        threading.Thread(target=self._report_later, name="refusals", daemon=True).start()
        # Also in the children of a server, which end without Python's atexit.
        Finalize(None, self.flush, exitpriority=2)

    def add(self, address: str, subsystem: str, code: str, count: int = 1) -> None:
        """Count a refusal."""
        with self._lock:
            key = (address, subsystem, code)
            if key not in self._counts and len(self._counts) >= MOST_COUNTED:
                key = (NO_ADDRESS, subsystem, code)
            self._counts[key] += count
        self._has_some.set()

    def flush(self) -> None:
        """Report what was counted, now."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
        if not counts:
            return
        names = ("client_address", "subsystem", "code")
        rows = [
            {**dict(zip(names, key, strict=True)), "count": count} for key, count in counts.items()
        ]
        try:
            self._report(rows)
        except (Problem, *DRIVER_ERRORS):
            for key, count in counts.items():
                self.add(*key, count)

    def _report_later(self) -> None:
        never = threading.Event()
        while True:
            self._has_some.wait()
            never.wait(self._seconds)
            self._has_some.clear()
            with suppress(Exception):
                self.flush()


@per_application
def counter() -> RefusalCounter:
    """What this application has counted."""
    found = services()

    def report(rows: list[dict[str, Any]]) -> None:
        found.db.call("refusals_count", found.config.api_session, rows)

    return RefusalCounter(report)


def install(app: Flask) -> None:
    """Count what is refused to nobody in particular; the others' refusals the database keeps."""
    app.after_request(_count)


def _count(response: Response) -> Response:
    code = g.get("problem_code")
    if code and (code in NOT_LOGGED_IN or guest_or_session() is None or not request.url_rule):
        blueprint = request.blueprint
        subsystem = "audit" if blueprint is None or blueprint in ELSEWHERE else blueprint
        counter().add(client_address(), subsystem, code)
    return response
