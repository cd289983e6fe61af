"""`./store db locks`: who holds what for how long, and who waits for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from mysql.connector.abstracts import MySQLConnectionAbstract

from ops.database import connect

LONGEST_STATEMENT = 72
# A text in quotes, also one that the server has cut.
TEXT = re.compile(r"""'(?:[^'\\]|\\.|'')*(?:'|\\?$)|"(?:[^"\\]|\\.|"")*(?:"|\\?$)""", re.DOTALL)
CALLED = re.compile(r"\bCALL\b|\bNAME_CONST\b", re.IGNORECASE)
TITLES = ("connection", "account", "open for", "does", "rows", "holds", "waits for", "statement")

# Connections with a transaction that holds or awaits locks.
TRANSACTIONS = """
    SELECT
        trx_mysql_thread_id AS id,
        TIMESTAMPDIFF(SECOND, trx_started, NOW()) AS seconds,
        TIMESTAMPDIFF(SECOND, trx_wait_started, NOW()) AS waits,
        trx_rows_locked AS locked
    FROM information_schema.innodb_trx
    WHERE trx_lock_structs > 0 AND trx_mysql_thread_id <> CONNECTION_ID()
"""
# MySQL knows each lock, and the statement that a client sent instead of the one inside of it.
MYSQL_HELD = """
    SELECT
        t.trx_mysql_thread_id AS id,
        l.object_name AS name
    FROM performance_schema.data_locks AS l
    INNER JOIN information_schema.innodb_trx AS t ON l.engine_transaction_id = t.trx_id
    WHERE l.lock_type = 'RECORD' AND l.lock_status = 'GRANTED'
    GROUP BY t.trx_mysql_thread_id, l.object_name
    ORDER BY l.object_name
"""
MYSQL_WAITS = """
    SELECT
        r.trx_mysql_thread_id AS id,
        b.trx_mysql_thread_id AS holder,
        CONCAT(l.object_name, ' ', COALESCE(l.index_name, ''), ' (', COALESCE(l.lock_data, ''), ')')
            AS name
    FROM performance_schema.data_lock_waits AS w
    INNER JOIN information_schema.innodb_trx AS r ON w.requesting_engine_transaction_id = r.trx_id
    INNER JOIN information_schema.innodb_trx AS b ON w.blocking_engine_transaction_id = b.trx_id
    INNER JOIN performance_schema.data_locks AS l
        ON w.requesting_engine_lock_id = l.engine_lock_id
    UNION
    SELECT
        waiting_pid,
        blocking_pid,
        CONCAT(object_name, ' (table)')
    FROM sys.schema_table_lock_waits
    WHERE waiting_pid <> blocking_pid
"""
MYSQL_CONNECTIONS = """
    SELECT
        t.processlist_id AS id,
        t.processlist_user AS account,
        t.processlist_command AS command,
        t.processlist_time AS seconds,
        s.sql_text AS statement,
        COALESCE(t.processlist_state, '') LIKE 'Waiting for%lock' AS waits_for_table
    FROM performance_schema.threads AS t
    LEFT JOIN performance_schema.events_statements_current AS s
        ON t.thread_id = s.thread_id AND s.nesting_event_level = 0
    WHERE t.processlist_id IS NOT NULL
"""
# MariaDB knows those locks only for which somebody waits, and inside of a call its definer.
MARIADB_CONNECTIONS = """
    SELECT
        id,
        user AS account,
        command,
        time AS seconds,
        info AS statement,
        COALESCE(state, '') LIKE 'Waiting for%lock' AS waits_for_table
    FROM information_schema.processlist
"""
MARIADB_WAITS = """
    SELECT
        r.trx_mysql_thread_id AS id,
        b.trx_mysql_thread_id AS holder,
        CONCAT(
            REPLACE(SUBSTRING_INDEX(l.lock_table, '.', -1), '`', ''),
            ' ', COALESCE(l.lock_index, ''), ' (', COALESCE(l.lock_data, ''), ')'
        ) AS name
    FROM information_schema.innodb_lock_waits AS w
    INNER JOIN information_schema.innodb_trx AS r ON w.requesting_trx_id = r.trx_id
    INNER JOIN information_schema.innodb_trx AS b ON w.blocking_trx_id = b.trx_id
    INNER JOIN information_schema.innodb_locks AS l ON w.requested_lock_id = l.lock_id
"""


@dataclass
class Party:
    """A connection that holds something, or waits for what another holds."""

    id: int
    account: str = ""
    seconds: int = 0
    does: str = ""
    rows: int = 0
    keeps_waiting: int = 0
    holds: set[str] = field(default_factory=set)
    waits_for: dict[str, list[int]] = field(default_factory=dict)
    statement: str = ""

    def cells(self) -> tuple[str, ...]:
        """What the table shows of it."""
        waits = (
            f"{name} of {', '.join(map(str, sorted(holders))) or '?'}"
            for name, holders in self.waits_for.items()
        )
        holds = ", ".join(sorted(self.holds))
        numbers = str(self.id), self.account, clock(self.seconds), self.does, str(self.rows)
        return *numbers, holds or "-", "; ".join(waits) or "-", self.statement or "-"


def table(url: str) -> list[str]:
    """The lines of the table: whoever keeps most others waiting first; none if nobody does."""
    with closing(connect(url, time_zone="SYSTEM")) as connection:
        parties = read(connection)
    if not parties:
        return []
    lines = [TITLES, *(party.cells() for party in parties)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(TITLES))]
    shown = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return [shown[0], "-" * max(map(len, shown)), *shown[1:]]


def read(connection: MySQLConnectionAbstract) -> list[Party]:
    """Who holds and who waits at this moment."""
    is_mysql = "mariadb" not in (connection.server_info or "").lower()
    parties: dict[int, Party] = {}
    waiting: dict[int, int] = {}
    for row in _rows(connection, TRANSACTIONS):
        party = Party(row["id"], seconds=row["seconds"], rows=row["locked"])
        parties[party.id] = party
        if row["waits"] is not None:
            waiting[party.id] = row["waits"]
    for row in _rows(connection, MYSQL_WAITS if is_mysql else MARIADB_WAITS):
        for each in (row["id"], row["holder"]):
            parties.setdefault(each, Party(each))
        parties[row["id"]].waits_for.setdefault(row["name"], []).append(row["holder"])
        parties[row["holder"]].keeps_waiting += 1
        parties[row["holder"]].holds.add(row["name"].split()[0])
    for row in _rows(connection, MYSQL_HELD) if is_mysql else ():
        if row["id"] in parties:
            parties[row["id"]].holds.add(row["name"])
    _describe(connection, parties, waiting, is_mysql)
    return sorted(parties.values(), key=lambda each: (-each.keeps_waiting, -each.seconds))


def _describe(
    connection: MySQLConnectionAbstract,
    parties: dict[int, Party],
    waiting: dict[int, int],
    is_mysql: bool,
) -> None:
    """Say of each whose it is and what it does."""
    for row in _rows(connection, MYSQL_CONNECTIONS if is_mysql else MARIADB_CONNECTIONS):
        if row["waits_for_table"]:
            party = parties.setdefault(row["id"], Party(row["id"]))
            waiting.setdefault(party.id, row["seconds"])
            if not party.waits_for:
                party.waits_for["a table"] = []
        if row["id"] in parties:
            party = parties[row["id"]]
            party.account = row["account"]
            is_idle = row["command"] == "Sleep"
            party.does = f"{'idle' if is_idle else 'runs'} {clock(row['seconds'])}"
            party.statement = masked(row["statement"] or "")
    for number, seconds in waiting.items():
        parties[number].does = f"waits {clock(seconds)}"


def masked(statement: str) -> str:
    """A statement in one line without its texts: the first argument of a CALL is the secret of a
    session, and others may be passwords, tokens and addresses."""
    line = " ".join(TEXT.sub("'…'", statement).split())
    return line if len(line) <= LONGEST_STATEMENT else f"{line[: LONGEST_STATEMENT - 1]}…"


def without_secrets(line: str) -> str:
    """A line of the server's log: a crash prints the statements that ran."""
    return TEXT.sub("'…'", line) if CALLED.search(line) else line


def clock(seconds: int) -> str:
    """Hours, minutes and seconds."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"


def _rows(connection: MySQLConnectionAbstract, sql: str) -> Iterator[dict[str, Any]]:
    with closing(connection.cursor(dictionary=True)) as cursor:
        cursor.execute(sql)
        rows: Any = cursor.fetchall()
    yield from rows
