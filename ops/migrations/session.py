"""The runner's connection: one admin session with settings that routines inherit."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any, Literal, Self
from urllib.parse import urlsplit, urlunsplit

import mysql.connector
from _mysql_connector import MySQLInterfaceError

from ops.database import connect
from ops.migrations.errors import MigrationError

Progress = Callable[[str], None]
Row = tuple[Any, ...]
Flavor = Literal["mysql", "mariadb"]

SCHEMAS = ("store", "store_audit")
_LOCK = "storekeeper.migrations"
_LOCK_PATIENCE_S = 600
_DDL_PATIENCE_S = 60
# A statement that waits for a table makes every later one wait behind it: so try briefly, often.
_LOCK_WAIT_S = 3
_LOCK_WAIT_TIMEOUT = 1205
# MySQL's default, stored with each routine. MariaDB knows no dependent columns in GROUP BY.
_SQL_MODE = (
    "STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
    "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"
)


class StatementError(Exception):
    """What the server answered, whichever class the driver wrapped it in."""

    def __init__(self, error: Exception) -> None:
        self.errno = int(getattr(error, "errno", 0) or 0)
        self.message = str(getattr(error, "msg", "") or error)
        super().__init__(f"{self.message} ({self.errno})")


class Session:
    """An admin connection in the schema `store` as soon as there is one."""

    def __init__(self, admin_url: str, progress: Progress) -> None:
        self.progress = progress
        self._connection: Any = connect(urlunsplit(urlsplit(admin_url)._replace(path="")))
        version = str(self.rows("SELECT VERSION()")[0][0])
        self.flavor: Flavor = "mariadb" if "mariadb" in version.lower() else "mysql"
        mode = _SQL_MODE if self.flavor == "mariadb" else f"ONLY_FULL_GROUP_BY,{_SQL_MODE}"
        self.execute(
            f"SET SESSION sql_mode = '{mode}', time_zone = '+00:00',"
            f" lock_wait_timeout = {_LOCK_WAIT_S}"
        )
        self.use_store()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def use_store(self) -> None:
        """Make `store` the current schema, where it exists: definitions are shown from there."""
        with suppress(StatementError):
            self.execute(f"USE {SCHEMAS[0]}")

    def execute(self, sql: str, params: Sequence[object] = ()) -> int:
        """Run one statement, or several in one packet; the rows affected by the last."""
        cursor = self._connection.cursor()
        try:
            cursor.execute(sql, tuple(params) or None)
            while True:
                if cursor.with_rows:
                    cursor.fetchall()
                affected = int(cursor.rowcount)
                if not cursor.nextset():
                    return affected
        except (mysql.connector.Error, MySQLInterfaceError) as error:
            raise StatementError(error) from error
        finally:
            cursor.close()

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[Row]:
        """The rows of one SELECT or SHOW."""
        cursor = self._connection.cursor()
        try:
            cursor.execute(sql, tuple(params) or None)
            return [tuple(row) for row in cursor.fetchall()]
        except (mysql.connector.Error, MySQLInterfaceError) as error:
            raise StatementError(error) from error
        finally:
            cursor.close()

    def results(self, statements: Sequence[str]) -> list[list[Row]]:
        """The rows of several SHOW statements, sent in one packet."""
        cursor = self._connection.cursor()
        try:
            cursor.execute(";".join(statements))
            found = [[tuple(row) for row in cursor.fetchall()]]
            while cursor.nextset():
                found.append([tuple(row) for row in cursor.fetchall()])
            return found
        except (mysql.connector.Error, MySQLInterfaceError) as error:
            raise StatementError(error) from error
        finally:
            cursor.close()

    def ddl(self, sql: str) -> None:
        """Run a statement that needs a table or routine for itself, waiting for its users."""
        deadline = time.monotonic() + _DDL_PATIENCE_S
        while True:
            try:
                self.execute(sql)
                return
            except StatementError as error:
                if error.errno != _LOCK_WAIT_TIMEOUT or time.monotonic() > deadline:
                    raise
                self.progress(f"waiting until nobody holds it: {' '.join(sql.split())[:70]}")
                time.sleep(1)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what the block did, or none of it."""
        self.execute("START TRANSACTION")
        try:
            yield
        except BaseException:
            self._rollback()
            raise
        self.execute("COMMIT")

    def _rollback(self) -> None:
        # If the connection is gone, so is the transaction.
        with suppress(StatementError):
            self.execute("ROLLBACK")

    def become_the_only_runner(self) -> None:
        """Hold the server-wide lock until the session ends, saying so while it waits."""
        deadline = time.monotonic() + _LOCK_PATIENCE_S
        patience = 0
        while self.rows("SELECT GET_LOCK(%s, %s)", (_LOCK, patience))[0][0] != 1:
            holder = self.rows("SELECT IS_USED_LOCK(%s)", (_LOCK,))[0][0]
            if time.monotonic() > deadline:
                raise MigrationError(f"another runner (connection {holder}) does not finish")
            self.progress(f"another runner (connection {holder}) is at work: waiting for it")
            patience = 10
