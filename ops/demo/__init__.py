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
from ops.demo import history, passwords, people, pictures, today, variants
from ops.demo.sessions import ADMIN, logged_in
from ops.imports.calls import Import
from ops.paths import ROOT, local_dir

SEED = 20
SOURCE = "demo"
FOLDER = ROOT / "sql" / "seed" / "demo"


def load(
    owner_url: str,
    session: str,
    progress: Callable[[str], None],
    password: str,
    media_dir: Path | None = None,
) -> None:
    """Fill the shop through its procedures, history as the importer; what is there stays."""
    products = seed_rows("products")
    folder = media_dir or Path(os.environ.get("STORE_MEDIA_DIR") or local_dir() / "media")
    for product in products:
        path = folder / "products" / f"{product['slug']}.png"
        pictures.draw(path, **product["picture"])
    connection = connect(owner_url)
    try:
        if not _is_loaded(connection):
            progress("Filling the demo shop.")
            source = Import(connection, session, SOURCE)
            _fill(source, products, password)
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


def _fill(source: Import, products: list[dict[str, Any]], password: str) -> None:
    connection = source.connection
    now = datetime.now(ZoneInfo(_shop_setting(connection, "time_zone"))).replace(tzinfo=None)
    salt = bcrypt.gensalt(int(_shop_setting(connection, "password_cost")))
    output = bcrypt.hashpw(password.encode(), salt).decode()
    source.begin()
    source.products(seed_rows("categories"), products)
    source.customers(people.customers(random.Random(SEED), seed_rows("places"), now))
    _run_seeds(connection, output)
    with logged_in(connection, ADMIN, output) as admin:
        variants.offer(connection, admin, products)
        source.orders(history.orders(random.Random(SEED), variants.sold(products), now))
        today.orders(connection, random.Random(SEED), admin, output)


def _shop_setting(connection: MySQLConnectionAbstract, code: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT setting(%s)", (code,))
        row: Any = cursor.fetchone()
    return str(row[0])


def _run_seeds(connection: MySQLConnectionAbstract, password_output: str) -> None:
    for path in sorted(FOLDER.glob("*.sql")):
        passwords.run_seed(connection, path, password_output)


def seed_rows(name: str) -> list[dict[str, Any]]:
    """What a file of the demo shop holds, in the form that the import takes."""
    rows: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return rows
