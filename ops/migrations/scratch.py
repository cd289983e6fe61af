"""Generate triggers without a server at hand: on one that is made for it and thrown away."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from pathlib import Path

from ops.local.servers import MySQLServer
from ops.migrations.files import read_tree
from ops.migrations.generate import GENERATED, generate, generate_enums
from ops.migrations.grants import declared_accounts
from ops.migrations.runner import apply
from ops.paths import ROOT


def generate_from_files(sql_dir: Path = ROOT / "sql", write: bool = True) -> list[str]:
    """As `generate` and `generate_enums`, from what sql/ would make of an empty server.

    Generated triggers of today are left out there: they may name a column that is gone.
    """
    with tempfile.TemporaryDirectory(prefix="store-generate-") as folder:
        copy = Path(folder) / "sql"
        shutil.copytree(sql_dir, copy, ignore=shutil.ignore_patterns(GENERATED))
        accounts = declared_accounts(read_tree(copy), "mysql")
        passwords = {account.name: secrets.token_hex() for account in accounts}
        with MySQLServer(Path(folder) / "database/data") as server:
            apply(server.admin_url, copy, passwords, progress=lambda _: None)
            return [
                *generate(server.admin_url, sql_dir, write),
                *generate_enums(server.admin_url, sql_dir.parent, write),
            ]
