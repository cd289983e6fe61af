"""The demo shop: a shop to look at, the same on every machine."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import bcrypt
from mysql.connector.abstracts import MySQLConnectionAbstract

from ops.database import connect
from ops.demo import history, people, pictures, today
from ops.imports.calls import Import
from ops.local.environment import setting
from ops.migrations.files import read_file
from ops.paths import ROOT, local_dir

SEED = 20
SOURCE = "demo"
FOLDER = ROOT / "sql" / "seed" / "demo"


def load(
    owner_url: str,
    progress: Callable[[str], None],
    media_dir: Path | None = None,
    password: str | None = None,
) -> None:
    """Fill the shop through the import procedures; what is there already stays as it is."""
    products = seed_rows("products")
    folder = media_dir or Path(os.environ.get("STORE_MEDIA_DIR") or local_dir() / "media")
    for product in products:
        path = folder / "products" / f"{product['slug']}.png"
        pictures.draw(path, **product["picture"])
    connection = connect(owner_url)
    try:
        if not _is_loaded(connection):
            progress("Filling the demo shop.")
            _fill(connection, products, password or setting("STORE_DEMO_PASSWORD"))
    finally:
        connection.close()


def _is_loaded(connection: MySQLConnectionAbstract) -> bool:
    """Whether the last step of an earlier load was done."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT COUNT(*) FROM orders WHERE import_reference LIKE 'demo/%'),"
            " EXISTS (SELECT 1 FROM orders WHERE NOT is_imported)"
        )
        found: Any = cursor.fetchone()
    return bool(found[0] >= history.ORDERS and found[1])


def _fill(
    connection: MySQLConnectionAbstract, products: list[dict[str, Any]], password: str
) -> None:
    now = _shop_time(connection)
    source = Import(connection, SOURCE)
    source.begin()
    source.products(seed_rows("categories"), products)
    source.customers(people.customers(random.Random(SEED), seed_rows("places"), now))
    _run_seeds(connection, password)
    source.orders(history.orders(random.Random(SEED), products, now))
    today.orders(connection, random.Random(SEED))


def _shop_time(connection: MySQLConnectionAbstract) -> datetime:
    """The wall clock of the shop."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setting('time_zone')")
        row: Any = cursor.fetchone()
    return datetime.now(ZoneInfo(str(row[0]))).replace(tzinfo=None)


def _run_seeds(connection: MySQLConnectionAbstract, password: str) -> None:
    hashed = bcrypt.hashpw(password.encode(), bcrypt.gensalt()).decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s INTO @demo_password_hash", (hashed,))
        for path in sorted(FOLDER.glob("*.sql")):
            for statement in read_file(path, ROOT).statements:
                cursor.execute(statement.text)


def seed_rows(name: str) -> list[dict[str, Any]]:
    """What a file of the demo shop holds, in the form that the import takes."""
    rows: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return rows
