"""Tools of npm for tests: the packages of a lock file, installed once for each state of it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from ops.local import node
from ops.local.locks import lock
from ops.local.web import PATIENCE
from ops.paths import cache_dir

CLEAN_INSTALL = ("ci", "--no-audit", "--no-fund", "--ignore-scripts", *PATIENCE)


def run(command: Sequence[str], folder: Path, **settings: str) -> str:
    """What a command prints, with Node on its PATH; it must not fail."""
    env: Mapping[str, str] = {**node.find(print).env, **settings}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def packages(source: Path) -> Path:
    """The folder node_modules of the lock file in `source`."""
    made_of = sha256((source / "package-lock.json").read_bytes()).hexdigest()[:16]
    home = cache_dir() / f"test-npm-{made_of}"
    with lock(cache_dir() / "test-npm.lock", lambda: None):
        if not (home / "node_modules").exists():
            part = home.with_suffix(".part")
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir(parents=True)
            for name in ("package.json", "package-lock.json"):
                shutil.copy2(source / name, part)
            run([*node.find(print).npm, *CLEAN_INSTALL], part)
            part.rename(home)
    return home / "node_modules"
