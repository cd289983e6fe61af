"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from pathlib import Path

PART = ".part"


def part_of(path: Path) -> Path:
    """Where a file is written until it is whole."""
    return path.with_name(f".{path.name}{PART}")


def sync_file(path: Path) -> int:
    """Bring a file to the disk; its size."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
        return os.fstat(stream.fileno()).st_size


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_strays(folder: Path, known: Collection[str], older_than: float) -> list[str]:
    """Remove files that nobody has written to for a while and that no row knows."""
    removed = []
    limit = time.time() - older_than
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name in known or not path.is_file() or path.stat().st_mtime > limit:
            continue
        path.unlink(missing_ok=True)
        removed.append(path.name)
    return removed
