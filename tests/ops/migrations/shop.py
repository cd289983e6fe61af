"""A small sql tree, a clean server and a busy client, for the tests of migrations."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import mysql.connector
from _mysql_connector import MySQLInterfaceError

from ops.database import connect
from ops.local.servers import MySQLServer
from ops.migrations import Change, apply
from ops.paths import ROOT

PASSWORDS = {"store_owner": "owner-secret", "api_login": "api-secret"}
ACCOUNTS = """\
CREATE USER IF NOT EXISTS 'store_owner'@'localhost' ACCOUNT LOCK;
CREATE USER IF NOT EXISTS 'api_login'@'%' ACCOUNT LOCK;
CREATE ROLE IF NOT EXISTS store_api;
GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE, TRIGGER, SHOW VIEW
ON store.* TO 'store_owner'@'localhost';
GRANT store_api TO 'api_login'@'%';
/*!80000 SET DEFAULT ROLE store_api TO 'api_login'@'%' */;
/*M!101100 SET DEFAULT ROLE store_api FOR 'api_login'@'%' */;
"""
SHOP = """\
-- Shop: the least that these tests need.
CREATE TABLE items (
    item_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    label VARCHAR(40) NOT NULL,
    marks INT NOT NULL DEFAULT 0,
    PRIMARY KEY (item_id)
);
CREATE TABLE problems (
    code VARCHAR(40) NOT NULL,
    status INT NOT NULL,
    PRIMARY KEY (code),
    CONSTRAINT ck_problems__status CHECK (status > 399)
);
CREATE TABLE store_audit.entries (
    entry_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    text VARCHAR(200) NOT NULL,
    PRIMARY KEY (entry_id)
);
"""
FAIL = """\
-- fail: refuse.
DROP PROCEDURE IF EXISTS fail;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE fail (
    IN p_code VARCHAR(40),
    IN p_detail VARCHAR(100)
)
COMMENT 'Refuse.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_text VARCHAR(128) DEFAULT CONCAT(p_code, ': ', p_detail);
    SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 45503, MESSAGE_TEXT = v_text;
END$$
DELIMITER ;
"""


def answer_sql(version: int) -> str:
    """A public procedure that answers a number."""
    return f"""\
DROP PROCEDURE IF EXISTS answer;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE answer ()
COMMENT 'Answer a number.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    -- Why: version {version}.
    SELECT {version} AS answer;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE answer TO store_api;
"""


def guard_sql(version: int) -> str:
    """A trigger that marks each row once; a doubled one would mark it twice."""
    return f"""\
DROP TRIGGER IF EXISTS items__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER items__before_insert
BEFORE INSERT ON items
FOR EACH ROW
BEGIN
    SET NEW.marks = NEW.marks + 1;
    SET NEW.label = CONCAT('v{version} ', NEW.label);
END$$
DELIMITER ;
"""


def view_sql(name: str, select: str) -> str:
    """A view that the API may read."""
    return f"""\
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER VIEW {name} AS
{select};
GRANT SELECT ON {name} TO store_api;
"""


class SqlTree:
    """A folder `sql/` that tests write."""

    def __init__(self, root: Path) -> None:
        self.path = root / "sql"

    def write(self, name: str, text: str) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def remove(self, name: str) -> None:
        (self.path / name).unlink()


class Admin:
    """A clean server, the tree that is applied to it, and what apply printed."""

    def __init__(self, server: MySQLServer, tree: SqlTree) -> None:
        self.server = server
        self.tree = tree
        self.url = server.admin_url
        self.flavor = server.installation.flavor
        self.lines: list[str] = []

    def apply(self) -> list[Change]:
        self.lines = []
        return apply(self.url, self.tree.path, PASSWORDS, self.lines.append)

    def login_url(self, user: str) -> str:
        parts = urlsplit(self.url)
        where = parts.netloc.rpartition("@")[2]
        netloc = f"{user}:{quote(PASSWORDS[user])}@{where}"
        return urlunsplit(parts._replace(netloc=netloc, path="/store"))

    def rows(self, sql: str, url: str | None = None) -> list[tuple[Any, ...]]:
        connection = connect(url or self.url)
        try:
            cursor: Any = connection.cursor()
            cursor.execute(sql)
            found: list[Any] = cursor.fetchall() if cursor.with_rows else []
            while cursor.nextset():
                pass
            return found
        finally:
            connection.close()

    def triggers(self) -> list[str]:
        return sorted(
            row[0]
            for row in self.rows(
                "SELECT trigger_name FROM information_schema.triggers"
                " WHERE trigger_schema = 'store'"
            )
        )


class Loop(threading.Thread):
    """Runs one statement over and over, as a client beside the runner would."""

    def __init__(self, url: str, sql: str) -> None:
        super().__init__(daemon=True)
        self.url, self.sql = url, sql
        self.good = 0
        self.errors: list[int] = []
        self.longest_gap = 0.0
        self.ended = threading.Event()

    def run(self) -> None:
        connection = connect(self.url)
        last = time.monotonic()
        while not self.ended.is_set():
            cursor: Any = connection.cursor()
            try:
                cursor.execute(self.sql)
                if cursor.with_rows:
                    cursor.fetchall()
                while cursor.nextset():
                    pass
                self.good += 1
                self.longest_gap = max(self.longest_gap, time.monotonic() - last)
                last = time.monotonic()
            except (mysql.connector.Error, MySQLInterfaceError) as error:
                self.errors.append(int(getattr(error, "errno", 0) or 0))
            finally:
                cursor.close()
        connection.close()

    def tries(self) -> int:
        return self.good + len(self.errors)

    def wait_for_tries(self, count: int) -> None:
        """Return when the client has tried that often from now on."""
        target, deadline = self.tries() + count, time.monotonic() + 20
        while self.tries() < target:
            assert time.monotonic() < deadline, "the client got no answer"
            time.sleep(0.002)


def killed_apply(admin: Admin, nth: int, first: str = "LOCK TABLES") -> str | None:
    """The statement after which the runner died, or None where it came to its end."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.ops.migrations.killed_apply",
            admin.url,
            str(admin.tree.path),
            json.dumps(PASSWORDS),
            str(nth),
            first,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, -9), done.stderr
    return done.stdout.strip() if done.returncode else None
