"""Servers of these tests' own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest

from ops.local import fetch
from ops.local.servers import MySQLServer
from ops.local.servers.installation import on_path
from ops.migrations.accounts import DEFINERS
from tests.ops.migrations.shop import (
    ACCOUNTS,
    FAIL,
    SHOP,
    Admin,
    Loop,
    SqlTree,
    answer_sql,
    guard_sql,
)


def _wanted(flavor: Literal["mysql", "mariadb"]) -> bool:
    """What `./store test --server` names; under bare pytest every server that is at hand."""
    if asked := os.environ.get("STORE_TEST_SERVER"):
        return asked == flavor
    return flavor == "mysql" or bool(on_path(flavor) or fetch.cached(flavor))


@pytest.fixture(scope="session", params=["mysql", "mariadb"])
def database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MySQLServer]:
    """One server of each flavour for the whole run."""
    flavor = request.param
    if not _wanted(flavor):
        pytest.skip(f"./store test --server {flavor} runs this")
    home = tmp_path_factory.mktemp(flavor)
    with MySQLServer(home / "data", flavor) as server:
        yield server


@pytest.fixture
def tree(tmp_path: Path) -> SqlTree:
    """A small shop: accounts, three tables, a guard and two procedures."""
    tree = SqlTree(tmp_path)
    tree.write("accounts.sql", ACCOUNTS)
    tree.write("schema/0001_shop.sql", SHOP)
    tree.write("procedures/settings/internal/fail.sql", FAIL)
    tree.write("procedures/shop/answer.sql", answer_sql(1))
    tree.write("triggers/items__before_insert.sql", guard_sql(1))
    return tree


@pytest.fixture
def admin(database: MySQLServer, tree: SqlTree) -> Admin:
    """The server without anything of ours."""
    admin = Admin(database, tree)
    for schema in ("store", "store_audit", "store_migrations"):
        admin.rows(f"DROP SCHEMA IF EXISTS {schema}")
    for definer in ("store_owner", *DEFINERS):
        admin.rows(f"DROP USER IF EXISTS {definer}@localhost")
    for login in ("api_login", "stranger"):
        admin.rows(f"DROP USER IF EXISTS {login}")
    admin.rows("DROP ROLE IF EXISTS store_api")
    return admin


@pytest.fixture
def beside() -> Callable[[str, str], Any]:
    """`with beside(url, sql) as loop:` keeps a client busy in the block."""

    @contextmanager
    def busy(url: str, sql: str) -> Iterator[Loop]:
        loop = Loop(url, sql)
        loop.start()
        try:
            loop.wait_for_tries(1)
            yield loop
        finally:
            loop.ended.set()
            loop.join(20)

    return busy
