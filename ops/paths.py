"""Where things lie: the repository, its local state and the user's cache."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


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
    root = Path(base) if base and Path(base).is_absolute() else Path.home() / ".cache"
    return root / "storekeeper"
