"""Wheels of a lock file: fetched and checked once for each state of it, then without a network."""

from __future__ import annotations

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from ops.local.locks import lock
from ops.paths import cache_dir

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]


def wheels(lock_file: Path) -> Path:
    """The folder with all that a lock file names, and nothing else."""
    made_of = sha256(lock_file.read_bytes()).hexdigest()[:16]
    home = cache_dir() / f"test-wheels-{sys.implementation.cache_tag}-{made_of}"
    with lock(cache_dir() / "test-wheels.lock", lambda: None):
        if not home.exists():
            part = home.with_suffix(".part")
            shutil.rmtree(part, ignore_errors=True)
            fetch = ["wheel", "--no-deps", "--require-hashes", "-r", str(lock_file)]
            subprocess.run([*PIP, *fetch, "-w", str(part)], check=True)
            part.rename(home)
    return home
