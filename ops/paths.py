"""Where things lie: the files of the shop, its local state and the user's cache."""

from __future__ import annotations

import os
from pathlib import Path

from core import config
from core.config import ConfigError

ROOT = config.ROOT


def local_dir() -> Path:
    """All state of this clone; STORE_LOCAL_DIR names another place for throw-away stacks."""
    return Path(os.environ.get("STORE_LOCAL_DIR") or ROOT / ".local").absolute()


def cache_dir() -> Path:
    """What all clones of this user share: fetched servers and ready-made data directories."""
    chosen = os.environ.get("STORE_CACHE_DIR")
    if chosen:
        return Path(chosen).absolute()
    base = os.environ.get("XDG_CACHE_HOME")
    # The XDG specification: a relative value is to be ignored.
    if base and Path(base).is_absolute():
        return Path(base) / "storekeeper"
    try:
        return Path.home() / ".cache" / "storekeeper"
    except RuntimeError as error:
        raise ConfigError(
            "HOME is not set: STORE_CACHE_DIR names a folder in which servers are kept."
        ) from error


def refused(error: OSError) -> str | None:
    """What to tell a person of an error in one of our folders; None of other errors."""
    if not isinstance(error.filename, str):
        return None
    path = Path(error.filename).absolute()
    for folder, name in ((local_dir(), "STORE_LOCAL_DIR"), (cache_dir(), "STORE_CACHE_DIR")):
        if path == folder or folder in path.parents or path in folder.parents:
            return f"{path}: {error.strerror}. {name} names another folder than {folder}."
    return None
