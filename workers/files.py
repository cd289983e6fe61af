"""What belongs to a report file lies in a folder of its own, named by the lease of its export."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

BUFFER = 1 << 18


def leases_in(folder: Path) -> set[str]:
    """The leases that have a folder; whatever else lies there is not ours."""
    found = folder.iterdir() if folder.is_dir() else ()
    return {path.name for path in found if path.is_dir() and _is_lease(path.name)}


def remove_lease(folder: Path, token: str) -> None:
    """Remove the folder of a lease with all that is in it, as far as it is there."""
    if _is_lease(token):
        shutil.rmtree(folder / token, ignore_errors=True)


def bytes_of_lease(folder: Path, token: str) -> int:
    """What the folder of a lease takes now, temporary files included."""
    size = 0
    with suppress(FileNotFoundError), os.scandir(folder / token) as found:
        for each in found:
            with suppress(FileNotFoundError):
                size += each.stat().st_size
    return size


class _Watched(io.FileIO):
    """Asks before each write whether anybody still wants the file."""

    def __init__(self, path: Path, require: Callable[[], None]) -> None:
        super().__init__(path, "w")
        self._require = require
        self._is_over = False

    def write(self, data: Buffer, /) -> int:
        """Write, unless it is over: whoever tidies up after that is not told again."""
        if self._is_over:
            return memoryview(data).nbytes
        try:
            self._require()
            return super().write(data)
        except BaseException:
            self._is_over = True
            raise


def watched(path: Path, require: Callable[[], None]) -> io.BufferedWriter:
    """A new file; `require` raises when nobody wants it any more."""
    return io.BufferedWriter(_Watched(path, require), BUFFER)


def sync_file(path: Path) -> int:
    """Bring a file to the disk, and its name; its size."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
        size = os.fstat(stream.fileno()).st_size
    for folder in (path.parent, path.parent.parent):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    return size


def _is_lease(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False
