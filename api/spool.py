"""Large answers become files, so that whoever reads them slowly holds no memory either."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from functools import cached_property
from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

LARGEST_IN_MEMORY = 1 << 20
# The server opens a file as soon as its answer begins; from then on it needs no name.
NAMED_SECONDS = 60.0


class Spool:
    """The large answers of one process."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    @cached_property
    def _folder(self) -> TemporaryDirectory[str]:
        """Made by the first large answer."""
        return TemporaryDirectory(prefix="storekeeper-answers-")

    def kept(self, answer: Iterable[bytes]) -> bytes | Path:
        """All of an answer: as it is, or as a file that is gone in a minute."""
        if isinstance(answer, list):
            return b"".join(answer)
        parts, size, rest = [], 0, iter(answer)
        for part in rest:
            parts.append(part)
            size += len(part)
            if size > LARGEST_IN_MEMORY:
                return self._file(chain(parts, rest))
        return b"".join(parts)

    def _file(self, parts: Iterable[bytes]) -> Path:
        with NamedTemporaryFile(dir=self._folder.name, delete=False) as file:
            try:
                file.writelines(parts)
            finally:
                self._loop.call_soon_threadsafe(self._forget, file.name)
        return Path(file.name)

    def _forget(self, name: str) -> None:
        self._loop.call_later(NAMED_SECONDS, os.unlink, name)
