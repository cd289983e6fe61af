"""Make the next numbered schema file."""

from __future__ import annotations

import re
from pathlib import Path

from ops.migrations.errors import MigrationError
from ops.paths import ROOT

_TEMPLATE = """\
-- {title}: why this change is needed, in a sentence.
-- Applied once, statement by statement; a failure goes on at the statement that failed.
-- Several ALTERs of one table belong in one statement: it is done whole or not at all.
-- Name every key and check: fk_<child>__<parent>, uq_<table>__<columns>,
-- ck_<table>__<rule>, ix_<table>__<columns>.
--
-- ALTER TABLE products
--     ADD COLUMN weight_grams INT UNSIGNED NULL,
--     ADD CONSTRAINT ck_products__weight CHECK (weight_grams > 0);
"""


def new(name: str, sql_dir: Path = ROOT / "sql") -> Path:
    """Write sql/schema/NNNN_name.sql and answer its path."""
    slug = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    if not slug:
        raise MigrationError(f"{name!r} holds no letter or digit to name a file with")
    folder = sql_dir / "schema"
    folder.mkdir(parents=True, exist_ok=True)
    numbers = [int(path.name[:4]) for path in folder.glob("[0-9][0-9][0-9][0-9]_*.sql")]
    path = folder / f"{max(numbers, default=0) + 1:04d}_{slug}.sql"
    with path.open("x", encoding="utf-8") as stream:
        stream.write(_TEMPLATE.format(title=slug.replace("_", " ").capitalize()))
    return path
