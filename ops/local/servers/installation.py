"""Which server programs this machine has, or can have."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ops.local import archive, fetch
from ops.local.fetch import Progress

Flavor = Literal["mysql", "mariadb"]
Origin = Literal["path", "fetched"]
OLDEST: dict[Flavor, tuple[int, int]] = {"mysql": (8, 4), "mariadb": (10, 11)}
# Debian keeps servers where an ordinary user's PATH does not look.
SYSTEM_FOLDERS = ("/usr/local/sbin", "/usr/sbin", "/sbin")


@dataclass(frozen=True)
class Installation:
    """A database server that can be run."""

    flavor: Flavor
    origin: Origin
    version: str
    server: tuple[str, ...]
    client: tuple[str, ...]
    share: Path
    options: tuple[str, ...]


def which(name: str) -> str | None:
    """The program on the PATH or in the system's folders."""
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *SYSTEM_FOLDERS]))


def loaded(root: Path, program: str) -> tuple[str, ...]:
    """How to run a program of a fetched folder: with that folder's own C library."""
    libraries = root / "usr/lib" / archive.TRIPLETS[archive.architecture()]
    loader = next(iter(sorted(libraries.glob("ld-linux-*.so.*"))), None)
    if loader is None:
        raise fetch.FetchError(f"{root} is not whole. Remove it and start again.")
    return (str(loader), "--library-path", str(libraries), str(root / program))


def _version(server: tuple[str, ...]) -> tuple[Flavor, str]:
    done = subprocess.run(
        [*server, "--no-defaults", "--version"],
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"Ver (\d+\.\d+\.\d+)(\S*)", done.stdout)
    if not found:
        return "mysql", "0.0.0"
    return "mariadb" if "MariaDB" in found[2] + done.stdout else "mysql", found[1]


def new_enough(flavor: Flavor, version: str) -> bool:
    """Whether Storekeeper runs on this server."""
    major, minor = version.split(".")[:2]
    return (int(major), int(minor)) >= OLDEST[flavor]


def on_path(wanted: Flavor | None) -> Installation | None:
    """A server that is installed and new enough; MySQL before MariaDB."""
    found: dict[Flavor, Installation] = {}
    for name in ("mysqld", "mariadbd"):
        program = which(name)
        if not program:
            continue
        flavor, version = _version((program,))
        if not new_enough(flavor, version) or flavor in found:
            continue
        client = which("mysql" if flavor == "mysql" else "mariadb") or "mysql"
        prefix = Path(program).resolve().parent.parent
        candidates = [
            prefix / "share/mysql",
            prefix / "share/mariadb",
            prefix / "share",
        ]
        share = next((c for c in candidates if list(c.glob("*.sql"))), candidates[0])
        found[flavor] = Installation(flavor, "path", version, (program,), (client,), share, ())
    return found.get(wanted) if wanted else found.get("mysql") or found.get("mariadb")


def fetched(flavor: Flavor, progress: Progress) -> Installation:
    """A server in the user's cache, fetched now if need be."""
    root = fetch.ensure(flavor, progress)
    names = ("mysqld", "mysql") if flavor == "mysql" else ("mariadbd", "mariadb")
    server = loaded(root, f"usr/sbin/{names[0]}")
    share = root / "usr/share/mysql"
    plugins = root / "usr/lib/mysql/plugin"
    if not plugins.exists():
        plugins = root / "usr/lib" / archive.TRIPLETS[archive.architecture()] / "mariadb19/plugin"
    options = [
        f"--basedir={root}/usr",
        f"--lc-messages-dir={share}",
        f"--character-sets-dir={share}/charsets",
        f"--plugin-dir={plugins}",
    ]
    client = (*loaded(root, f"usr/bin/{names[1]}"), "--no-defaults")
    version = _version(server)[1]
    return Installation(flavor, "fetched", version, server, client, share, tuple(options))


def find(
    progress: Progress, flavor: Flavor | None = None, origin: Origin | None = None
) -> Installation:
    """The server to run: what is installed, else MySQL fetched, else MariaDB, said aloud."""
    if origin != "fetched" and (found := on_path(flavor)):
        return found
    if flavor:
        return fetched(flavor, progress)
    try:
        return fetched("mysql", progress)
    except fetch.ArchiveUnavailable as error:
        progress(f"MySQL cannot be fetched: {error}")
        progress("Using MariaDB instead of MySQL, from this machine's own suite.")
    return fetched("mariadb", progress)
