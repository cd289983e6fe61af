"""What belongs to a report file lies in a folder of its own, named by the lease of its export."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from uuid import UUID


def leases_in(folder: Path) -> set[str]:
    """The leases that have a folder; whatever else lies there is not ours."""
    found = folder.iterdir() if folder.is_dir() else ()
    return {path.name for path in found if path.is_dir() and _is_lease(path.name)}


def remove_lease(folder: Path, token: str) -> None:
    """Remove the folder of a lease with all that is in it, as far as it is there."""
    if _is_lease(token):
        shutil.rmtree(folder / token, ignore_errors=True)


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
