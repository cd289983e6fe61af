"""Servers fetched without root from the distribution's archive into the user's cache.

A folder under its final name is whole: it is unpacked elsewhere, written out to the
disk and then renamed. Whoever finds it needs no network and no lock.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ops.local import archive
from ops.local.archive import (
    Apt,
    ArchiveUnavailable,
    DiskFull,
    FetchError,
    Package,
    Progress,
    Source,
)
from ops.local.locks import lock
from ops.paths import cache_dir

Name = Literal["mysql", "mariadb", "redis"]
__all__ = [
    "ArchiveUnavailable",
    "DiskFull",
    "FetchError",
    "Progress",
    "cached",
    "ensure",
]

STRIPPED = (
    "usr/share/doc",
    "usr/share/man",
    "usr/share/locale",
    "usr/share/info",
    "etc",
)
ROOM_TO_SPARE = 100 * 2**20


@dataclass(frozen=True)
class Recipe:
    """What makes one server."""

    title: str
    sources: Callable[[], list[Source]]
    names: list[str]
    extra: list[str]


RECIPES: dict[Name, Recipe] = {
    "mysql": Recipe("MySQL", archive.sid, ["mysql-server-core", "mysql-client-core"], []),
    "mariadb": Recipe(
        "MariaDB", archive.own_suite, ["mariadb-server-core", "mariadb-client-core"], []
    ),
    # The server's own package asks for an init system; the program itself does not.
    "redis": Recipe("Redis", archive.own_suite, ["redis-tools"], ["redis-server"]),
}


def _home(name: Name) -> Path:
    return cache_dir() / "servers" / f"{name}-{archive.architecture()}"


def cached(name: Name) -> Path | None:
    """The unpacked server, if it was fetched before."""
    home = _home(name)
    return home if (home / "manifest.json").exists() else None


def ensure(name: Name, progress: Progress) -> Path:
    """The unpacked server, fetched now if need be."""
    if found := cached(name):
        return found
    home = _home(name)
    title = RECIPES[name].title
    with lock(
        home.with_suffix(".lock"),
        lambda: progress(f"Another start is fetching {title}; waiting for it."),
    ):
        if found := cached(name):
            return found
        progress(f"Fetching {title} (once; it is kept in {home}).")
        with _work_folder(home) as work, _room_errors(home.parent):
            _fetch(RECIPES[name], work, progress)
            os.rename(work / "root", home)
        _sync(home.parent)
    return home


def _fetch(recipe: Recipe, work: Path, progress: Progress) -> None:
    apt = Apt(work / "apt", recipe.sources())
    apt.update(progress)
    packages = apt.closure(recipe.names, recipe.extra)
    _check_room(work, apt, packages)
    try:
        files = apt.download(packages, progress)
    except ArchiveUnavailable as error:
        if "404" not in str(error):
            raise
        progress("The archive has moved on meanwhile; reading its list again.")
        apt.update(progress)
        packages = apt.closure(recipe.names, recipe.extra)
        files = apt.download(packages, progress)
    progress(f"Unpacking {len(files)} packages")
    root = work / "root"
    _unpack(files, root)
    manifest = {
        "title": recipe.title,
        "archive": [f"{source.uri} {' '.join(source.suites)}" for source in apt.sources],
        "packages": {file.name: _sha256(file) for file in files},
        "version": next(p.version for p in packages if p.name == recipe.names[0]),
    }
    (root / "manifest.json").write_text(json.dumps(manifest, indent=2))
    _sync(root)


def _check_room(work: Path, apt: Apt, packages: list[Package]) -> None:
    needed = sum(p.size for p in packages) + apt.installed_size(packages) + ROOM_TO_SPARE
    free = shutil.disk_usage(work).free
    if free < needed:
        raise DiskFull(_room_text(work.parent, f"{needed / 2**20:.0f} MB are needed there"))


def _room_text(folder: Path, need: str) -> str:
    free = shutil.disk_usage(folder).free / 2**20
    return (
        f"The disk of {folder} is too full: {need}, {free:.0f} MB are free. "
        "Make room, or set STORE_CACHE_DIR to a folder on another disk."
    )


@contextmanager
def _room_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise DiskFull(_room_text(folder, "about 600 MB are needed there")) from error


@contextmanager
def _work_folder(home: Path) -> Iterator[Path]:
    """A folder beside the final one; what a killed start left there goes first."""
    home.parent.mkdir(parents=True, exist_ok=True)
    for left in home.parent.glob(f"{home.name}.part-*"):
        shutil.rmtree(left, ignore_errors=True)
    work = Path(tempfile.mkdtemp(prefix=f"{home.name}.part-", dir=home.parent))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _unpack(files: list[Path], root: Path) -> None:
    root.mkdir()
    for file in files:
        done = subprocess.run(
            ["dpkg-deb", "-x", str(file), str(root)],
            capture_output=True,
            text=True,
            check=False,
        )
        if "No space left on device" in done.stderr:
            raise OSError(errno.ENOSPC, done.stderr.strip())
        if done.returncode:
            raise ArchiveUnavailable(f"{file.name} cannot be unpacked: {done.stderr.strip()}")
    for name in STRIPPED:
        shutil.rmtree(root / name, ignore_errors=True)
    # Debian's merged layout: packages of a stable suite may still say /lib for /usr/lib.
    for name in ("bin", "sbin", "lib", "lib64"):
        if (root / name).is_dir():
            shutil.copytree(root / name, root / "usr" / name, symlinks=True, dirs_exist_ok=True)
            shutil.rmtree(root / name)


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(folder: Path) -> None:
    """Everything of this folder's file system is on the disk before the rename counts."""
    subprocess.run(["sync", "-f", str(folder)], check=True)
