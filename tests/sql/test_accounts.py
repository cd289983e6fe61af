"""What each login may not do, by direct SQL."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import mysql.connector
import pytest

from core.db.url import build_url
from ops.database import connect
from ops.migrations.accounts import DEFINERS
from ops.paths import ROOT
from tests.sql import tables
from tests.support.logins import Login, SqlError
from tests.support.stack import Stack

# Access denied to a table, a column, a routine, a statement, a schema.
DENIED = (1142, 1143, 1370, 1227, 1044, 1045, 1419)
# The account is locked: MySQL, MariaDB.
LOCKED = (3118, 4151)
TABLES = sorted(tables.listed())
INTERNAL = sorted((ROOT / "sql/procedures").rglob("internal/*.sql"))


def denied(login: Login, statement: str) -> None:
    """The server refuses this for want of a privilege."""
    with pytest.raises(SqlError) as caught:
        login.execute(statement)
    assert caught.value.errno in DENIED, f"{statement}: {caught.value}"


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("account", ["api", "worker", "report"])
def test_no_process_of_the_shop_writes_by_direct_sql(
    account: str, name: str, login: Callable[..., Login]
) -> None:
    connection = login(account)
    column = next(iter(tables.read(login("admin"), name).columns))
    for statement in (
        f"INSERT INTO store.{name} ({column}) VALUES (DEFAULT)",
        f"UPDATE store.{name} SET {column} = {column}",
        f"DELETE FROM store.{name}",
        f"TRUNCATE TABLE store.{name}",
        f"ALTER TABLE store.{name} COMMENT = 'x'",
    ):
        denied(connection, statement)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("account", ["api", "worker"])
def test_api_and_workers_read_views_only(
    account: str, name: str, login: Callable[..., Login]
) -> None:
    denied(login(account), f"SELECT COUNT(*) FROM store.{name}")


@pytest.mark.parametrize("account", ["api", "worker", "report"])
@pytest.mark.parametrize(
    "secret",
    [
        "SELECT salt FROM user_credentials",
        "SELECT output_hash FROM user_credentials",
        "SELECT key_value FROM shop_keys",
        "SELECT secret_hash FROM session_secrets",
        "SELECT seal_key FROM user_seals",
        "SELECT token_hash FROM email_verifications",
        "SELECT answer FROM captchas",
        "SELECT authentication_string FROM mysql.user",
    ],
)
def test_secrets_are_not_read(account: str, secret: str, login: Callable[..., Login]) -> None:
    denied(login(account), secret)


@pytest.mark.parametrize("account", ["api", "worker", "report"])
def test_no_view_holds_a_secret(account: str, login: Callable[..., Login]) -> None:
    seen = login(account).rows(
        "SELECT table_name AS t, column_name AS c FROM information_schema.columns"
        " WHERE table_schema = 'store'"
    )
    secrets = {"salt", "output_hash", "key_value", "seal_key"}
    secrets |= {"token_hash", "secret_hash", "answer"}
    allowed: dict[str, set[tuple[str, str]]] = {
        # By these hashes the API reads what somebody may see: see docs/promises.md.
        "api": {("session_actors", "secret_hash")},
        "worker": set(),
        "report": {("idempotency_keys", "answer"), ("carts", "token_hash")},
    }
    assert not {(row["t"], row["c"]) for row in seen if row["c"] in secrets} - allowed[account]


def test_the_owner_only_adds_to_the_audit(as_owner: Login) -> None:
    for statement in (
        "UPDATE store_audit.entries SET detail = 'x'",
        "DELETE FROM store_audit.entries",
        "TRUNCATE TABLE store_audit.entries",
        "DROP TABLE store_audit.entries",
        "ALTER TABLE store_audit.entries DROP PARTITION plater",
        "REPLACE INTO store_audit.entries (entry_id) VALUES (1)",
        "INSERT INTO store_audit.entries (entry_id, happened_at, db_user, subsystem_code, kind,"
        " action) VALUES (1, UTC_TIMESTAMP(6), '', 'audit', 'event', 'x')"
        " ON DUPLICATE KEY UPDATE detail = 'x'",
        "SELECT * FROM store_audit.entries",
    ):
        denied(as_owner, statement)


@pytest.mark.parametrize("account", DEFINERS)
def test_nobody_logs_in_as_an_account_that_only_routines_run_as(account: str, stack: Stack) -> None:
    server = stack.server
    url = build_url(account, "", server.port, str(server.socket))
    with pytest.raises(mysql.connector.Error) as caught:
        connect(url)
    assert caught.value.errno in LOCKED


@pytest.mark.parametrize("account", ["api", "worker", "report", "owner"])
def test_nobody_becomes_somebody_else(account: str, login: Callable[..., Login]) -> None:
    connection = login(account)
    for statement in (
        "CREATE USER 'x'@'%'",
        "GRANT SELECT ON store.* TO 'api_login'@'%'",
        "CREATE TABLE store.x (x INT)",
        "DROP TABLE store.orders",
        "SET GLOBAL read_only = 1",
        "CREATE PROCEDURE store.x () SELECT 1",
        "DROP PROCEDURE store.fail",
        "SELECT * FROM store_migrations.runs INTO OUTFILE '/tmp/x'",
    ):
        denied(connection, statement)


@pytest.mark.parametrize("path", INTERNAL, ids=lambda path: path.stem)
def test_internal_routines_are_not_called(path: Path, as_api: Login, as_worker: Login) -> None:
    count = len(re.findall(r"^    (?:IN )?p_\w+ ", path.read_text(), re.MULTILINE))
    arguments = ", ".join(["NULL"] * count)
    verb = "SELECT" if "FUNCTION" in path.read_text() else "CALL"
    for login in (as_api, as_worker):
        denied(login, f"{verb} store.{path.stem}({arguments})")
