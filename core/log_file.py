"""Log files that are moved aside by size, and lines that are gathered before they are written."""

from __future__ import annotations

import fcntl
import os
import threading
from contextlib import suppress
from itertools import pairwise
from multiprocessing.util import Finalize
from pathlib import Path

LOG_BYTES = 5 * 2**20
LOG_FILES = 4
GATHERED_SECONDS = 0.2
GATHERED_CHARACTERS = 64 * 1024


class LogFile:
    """A file that several processes append to; whoever finds it full moves it aside for all."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = self._open()

    def append(self, data: bytes) -> None:
        """Write whole lines; a full disk costs log lines and nothing else."""
        with suppress(OSError):
            self._find_room(len(data))
            os.write(self._descriptor, data)

    def close(self) -> None:
        """Give the file back; nothing can be appended after this."""
        os.close(self._descriptor)

    def _open(self) -> int:
        return os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def _reopen(self) -> None:
        # In this order: were the new one refused, the old number must not be another file's.
        old, self._descriptor = self._descriptor, self._open()
        os.close(old)

    def _was_moved(self) -> bool:
        try:
            return not os.path.samestat(os.stat(self._path), os.fstat(self._descriptor))
        except FileNotFoundError:
            return True

    def _find_room(self, size: int) -> None:
        if self._was_moved():
            self._reopen()
        used = os.fstat(self._descriptor).st_size
        if used and used + size > LOG_BYTES:
            # Closing the file gives the lock back.
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)
            if not self._was_moved():
                self._move_aside()
            self._reopen()

    def _move_aside(self) -> None:
        names = [self._path, *(Path(f"{self._path}.{n}") for n in range(1, LOG_FILES + 1))]
        for newer, older in reversed(list(pairwise(names))):
            if newer.exists():
                newer.replace(older)


class GatheredLines:
    """A stream that writes what came within a moment at once; `flush` does not wait for it."""

    def __init__(self, file: LogFile) -> None:
        self._file = file
        self._lines: list[str] = []
        self._characters = 0
        self._lock = threading.Lock()
        self._has_some = threading.Event()
        threading.Thread(target=self._write_later, name="log", daemon=True).start()
        # Also in the children of a server, which end without Python's atexit.
        Finalize(None, self.flush, exitpriority=1)

    def write(self, text: str) -> int:
        """Keep a text until it is written with its neighbours."""
        with self._lock:
            self._lines.append(text)
            self._characters += len(text)
            is_much = self._characters >= GATHERED_CHARACTERS
        if is_much:
            self.flush()
        else:
            self._has_some.set()
        return len(text)

    def flush(self) -> None:
        """Write what was gathered, now."""
        with self._lock:
            data = "".join(self._lines).encode(errors="replace")
            self._lines.clear()
            self._characters = 0
            if data:
                self._file.append(data)

    def _write_later(self) -> None:
        never = threading.Event()
        while True:
            self._has_some.wait()
            never.wait(GATHERED_SECONDS)
            self._has_some.clear()
            self.flush()
