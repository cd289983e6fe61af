"""A process says that it lives and what of its work fails; who looks after it reads that."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

BEAT_SECONDS = 2.0
SILENT_SECONDS = 10.0
# Nothing that a process does at one go takes longer.
BUSY_SECONDS = 3600.0


@dataclass
class Beat:
    """What a process said last; times are those of the machine's monotonic clock."""

    pid: int
    at: float
    busy: dict[str, float] = field(default_factory=dict)
    failing: dict[str, str] = field(default_factory=dict)

    def trouble(self) -> list[str]:
        """Why the process is not well, in words; empty if it is."""
        now = time.monotonic()
        if now - self.at > SILENT_SECONDS:
            return [f"hangs: silent for {now - self.at:.0f} s"]
        found = [f"{name} fails: {error}" for name, error in self.failing.items()]
        return found + [
            f"hangs: busy with {name} for {now - since:.0f} s"
            for name, since in self.busy.items()
            if now - since > BUSY_SECONDS
        ]


def read(path: Path) -> Beat | None:
    """The last beat, None before the first."""
    try:
        return Beat(**json.loads(path.read_text()))
    except FileNotFoundError:
        return None


class Heart:
    """Beats in a thread of its own, which ends with the process."""

    def __init__(self, file: str) -> None:
        self._file = Path(file) if file else None
        self._beat = Beat(os.getpid(), 0.0)
        self._lock = threading.Lock()

    def start(self) -> None:
        """Beat from now on; without a file nobody listens."""
        if self._file:
            threading.Thread(target=self._run, name="heart", daemon=True).start()

    @contextmanager
    def work(self, name: str) -> Iterator[None]:
        """The block is work that may fail; it fails until it has been done again."""
        with self._lock:
            self._beat.busy[name] = time.monotonic()
        error = ""
        try:
            yield
        except Exception as caught:
            error = str(caught) or type(caught).__name__
            raise
        finally:
            with self._lock:
                del self._beat.busy[name]
                self._beat.failing.pop(name, None)
                if error:
                    self._beat.failing[name] = error

    def _run(self) -> None:
        while True:
            self._write()
            time.sleep(BEAT_SECONDS)

    def _write(self) -> None:
        assert self._file
        with self._lock:
            self._beat.at = time.monotonic()
            text = json.dumps(asdict(self._beat))
        part = self._file.with_name(f"{self._file.name}.part")
        part.write_text(text)
        part.replace(self._file)
