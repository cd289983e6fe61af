"""The lease of an export: renewed time and again, lost when it is cancelled or taken over."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from core.db import Problem
from core.reports.refusals import Refused
from workers.context import Context
from workers.files import bytes_of_lease
from workers.pace import Pace

log = logging.getLogger(__name__)

PROGRESS_SECONDS = 0.25


class LostError(Exception):
    """The export is no longer ours."""


class Lease:
    """Tells how far an export is while it is made; use `with`."""

    def __init__(self, here: Context, export_id: int, token: str) -> None:
        self._here = here
        self._export = (export_id, token)
        self._ended = threading.Event()
        # Set when nobody wants the file any more, or it has no room.
        self._lost = threading.Event()
        self._refusal: Problem | None = None
        self._thread = threading.Thread(target=self._renew, name="lease", daemon=True)
        self._pace = Pace(lambda: here.settings.integer("export_pace"), self._lost.wait)
        self.written = 0
        self.total: int | None = None
        # What ends the statement that runs, if one does, when the lease is lost.
        self.interrupt: Callable[[], None] | None = None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def require(self) -> None:
        """Go on only while the export is ours, and no faster than the shop allows."""
        self._pace.rest()
        if self._refusal:
            raise Refused(self._refusal.code, self._refusal.detail)
        if self._lost.is_set():
            raise LostError

    def _renew(self) -> None:
        while not self._ended.wait(PROGRESS_SECONDS):
            try:
                size = bytes_of_lease(self._here.config.export_dir, self._export[1])
                told = (*self._export, self.written, self.total, size)
                self._here.work("export_progress", *told, idempotent=True)
            except Problem as problem:
                if problem.code == "export_quota":
                    self._refusal = problem
                elif problem.code != "lease_lost":
                    # Nobody else can take it before the lease ends: go on.
                    log.warning("Export %s: %s", self._export[0], problem.detail)
                    continue
                self._lost.set()
                if self.interrupt:
                    self.interrupt()
                return
