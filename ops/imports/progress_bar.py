"""A progress bar with counts and a rate: on a terminal one line, elsewhere a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

WIDTH = 28
TERMINAL_SECONDS = 0.2
LOG_SECONDS = 10.0


class ProgressBar:
    """Counts what is done of a total."""

    def __init__(self, title: str, total: int, say: Callable[[str], None]) -> None:
        self.title, self.total, self.say = title, total, say
        self.done = 0
        self.note = ""
        self._began = time.monotonic()
        self._shown = 0.0
        self._is_terminal = sys.stdout.isatty()

    def add(self, count: int, note: str = "") -> None:
        """Count; show it if the last time is long enough ago."""
        self.done += count
        self.note = note
        pause = TERMINAL_SECONDS if self._is_terminal else LOG_SECONDS
        if time.monotonic() - self._shown >= pause and self.done < self.total:
            self._show(end="")

    def close(self) -> None:
        """Show where it ended."""
        self._show(end="\n")

    def _show(self, end: str) -> None:
        self._shown = time.monotonic()
        seconds = max(self._shown - self._began, 0.001)
        share = self.done / self.total if self.total else 1.0
        bar = "#" * round(WIDTH * share)
        line = (
            f"{self.title:<10} [{bar:<{WIDTH}}] {self.done:,} of {self.total:,}"
            f"  {self.done / seconds:,.0f}/s  {seconds:.0f} s{self.note}"
        )
        if self._is_terminal:
            # The rest of a longer line before is wiped.
            sys.stdout.write(f"\r{line}\x1b[K{end}")
            sys.stdout.flush()
        else:
            self.say(line)
