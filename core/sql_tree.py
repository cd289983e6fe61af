"""One value for all the SQL that a server should have."""

from __future__ import annotations

import hashlib
from pathlib import Path

# What `./store db apply` brings to a server; reports, checks and the demo shop are read as files.
APPLIED = ("schema", "procedures", "views", "triggers", "seed/reference")
SINGLE = ("accounts.sql", "grants.sql")


def checksum(sql_dir: Path) -> str:
    """Changes with any file that is applied, and with nothing else."""
    found = hashlib.sha256()
    paths = [path for folder in APPLIED for path in sorted((sql_dir / folder).rglob("*.sql"))]
    for path in [*paths, *(sql_dir / name for name in SINGLE if (sql_dir / name).is_file())]:
        found.update(f"{path.relative_to(sql_dir).as_posix()}\0".encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
