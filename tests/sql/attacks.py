"""Attacks made from information_schema, and the oracle that says whether a promise broke."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from core.checks import read_checks
from ops.paths import ROOT
from tests.sql.tables import TEXTS, TIMES, Table
from tests.support.logins import Login, Row, SqlError

# What changes with another column of the row, by itself.
FOLLOWING = {
    "categories": {"path"},
    "orders": {"shipping_amount", "total_amount"},
    "order_lines": {"gross_amount", "line_total_amount", "tax_amount"},
    "mails": {"secrets"},
}
PROCEDURES = ROOT / "sql/procedures"
WRITES = r"(?:INSERT INTO|UPDATE(?! ON\b)) (\w+)\b"
ALWAYS_FOLLOWING = {"version", "updated_at"}
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Attack:
    """One statement against one row."""

    kind: str
    sql: str
    params: tuple[Any, ...]
    row: Row
    column: str = ""

    def __str__(self) -> str:
        return f"{self.sql} {self.params!r:.200}"


def sample(login: Login, table: Table, most: int = 6) -> list[Row]:
    """Rows in as many different states as there are."""
    rows = login.rows(f"SELECT * FROM {table.name} ORDER BY {', '.join(table.key)}")
    telling = [name for name in table.columns if name in ("state", "is_imported")]
    telling += [name for name in table.columns if name.endswith("status_code")]
    telling += [name for name in table.columns if name.endswith(("reason_code", "_effect"))]
    seen: dict[tuple[Any, ...], Row] = {}
    for row in reversed(rows):
        nulls = tuple(row[name] is None for name in table.columns)
        seen.setdefault((nulls, *(row[name] for name in telling)), row)
    chosen = list(seen.values())[:most]
    return chosen if len(chosen) > 1 else rows[-2:]


def all_attacks(login: Login, table: Table, row: Row, update: str, insert: str) -> Iterator[Attack]:
    """Everything that is tried against a row."""
    yield from inserts(login, table, row, insert)
    yield from deletes(table, row)
    yield from updates(login, table, row, update)


def updates(login: Login, table: Table, row: Row, verb: str = "UPDATE") -> Iterator[Attack]:
    """Set each column to every value that somebody might try."""
    for name in table.columns:
        for value in _values(login, table, row, name):
            sql = f"{verb} {table.name} SET {name} = %s WHERE {table.where()}"
            yield Attack("update", sql, (value, *table.key_of(row)), row, name)


def inserts(login: Login, table: Table, row: Row, verb: str = "INSERT") -> Iterator[Attack]:
    """A copy under fresh keys, as it is and with each number and each word changed."""
    copy = _fresh(login, table, row)
    yield _insert(table, copy, verb)
    for name, column in table.columns.items():
        if name not in table.key and (column.is_number or name in table.words):
            for value in _values(login, table, row, name):
                fresh = _fresh(login, table, row)
                yield _insert(table, {**fresh, name: value}, verb, name)


def deletes(table: Table, row: Row) -> Iterator[Attack]:
    """Remove the row, by DELETE and by REPLACE."""
    sql = f"DELETE FROM {table.name} WHERE {table.where()}"
    yield Attack("delete", sql, table.key_of(row), row)
    yield Attack("delete", sql.replace("DELETE", "DELETE IGNORE"), table.key_of(row), row)
    for name, column in table.columns.items():
        if column.is_number and name not in table.key and row[name] is not None:
            yield _insert(table, {**row, name: row[name] + 1}, "REPLACE", name, kind="replace")
    yield _insert(table, row, "REPLACE", kind="replace")


def _insert(table: Table, row: Row, verb: str, column: str = "", kind: str = "insert") -> Attack:
    names = list(row)
    marks = ", ".join(["%s"] * len(names))
    sql = f"{verb} INTO {table.name} ({', '.join(names)}) VALUES ({marks})"
    return Attack(kind, sql, tuple(row.values()), row, column)


def _fresh(login: Login, table: Table, row: Row) -> Row:
    """The row under keys that are free, as far as its parents allow."""
    copy = dict(row)
    for names in (table.key, *table.uniques):
        for name in names:
            column = table.columns[name]
            if column.is_automatic:
                copy.pop(name, None)
            elif name in table.parents:
                copy[name] = _free_parent(login, table, name, row[name])
            elif column.kind in TEXTS:
                copy[name] = fresh_text(str(row[name] or ""), column.max_length or 20)
            elif column.is_number and len(names) > 1:
                copy[name] = (row[name] or 0) + 1000 + next(_numbers)
    return copy


def fresh_text(old: str, length: int) -> str:
    """A text like another that no row has."""
    number = str(next(_numbers))
    if length == 2:
        return f"{chr(65 + int(number) // 26 % 26)}{int(number) % 10}"
    if "@" in old:
        return f"attack{number}@example.com"
    return (f"{old[: max(0, length - 8)]}x{number}")[-length:].lower()


def _free_parent(login: Login, table: Table, name: str, old: Any) -> Any:
    parent, column = table.parents[name]
    found = login.value(
        f"SELECT MAX(p.{column}) FROM {parent} AS p LEFT JOIN {table.name} AS c"
        f" ON p.{column} = c.{name} WHERE c.{name} IS NULL"
    )
    if found is None and table.columns[name].is_number:
        # No parent is free: only without foreign keys can a made-up one go in.
        return old + 10**6 + next(_numbers)
    return old if found is None else found


def _values(login: Login, table: Table, row: Row, name: str) -> list[Any]:
    column, old = table.columns[name], row[name]
    values: list[Any] = [None]
    if name in table.parents:
        parent, parent_column = table.parents[name]
        found = login.rows(f"SELECT DISTINCT {parent_column} AS v FROM {parent}")
        values += [r["v"] for r in (*found[:1], *found[-2:])]
    others = login.rows(f"SELECT DISTINCT {name} AS v FROM {table.name} LIMIT 40")
    values += [r["v"] for r in (*others[:2], *others[-1:])]
    if column.is_number:
        number = old or 0
        values += [0, 1, -1, number + 1, number - 1, "abc", Decimal("1.005"), 10**12]
    elif column.kind in TEXTS:
        text = str(old or "")
        values += ["", "zzz", text.upper(), text.title(), f"{text} ", f"{text}x"]
        values += sorted(table.words.get(name, ()))
    elif column.kind in TIMES:
        moved = (old or dt.datetime(2026, 1, 1)) + dt.timedelta(days=-400)
        values += [moved, dt.datetime(2039, 1, 1), "0000-00-00", "yesterday"]
    elif column.kind in ("json", "longtext"):
        values += ["{}", "[]", '{"a": 1}', ""]
    else:
        values += [b"\0" * 16]
    return _distinct(value for value in values if not _same(value, old))


def _distinct(values: Iterator[Any]) -> list[Any]:
    kept: dict[str, Any] = {}
    for value in values:
        kept.setdefault(repr(value), value)
    return list(kept.values())


def _same(value: Any, old: Any) -> bool:
    return type(value) is type(old) and bool(value == old)


@cache
def code_of(table: str) -> str:
    """The triggers of a table, and the routines that they call."""
    texts = [path.read_text() for path in (ROOT / "sql/triggers").rglob(f"{table}__*.sql")]
    called: set[str] = set()
    while new := set(re.findall(r"\bCALL (\w+)", "\n".join(texts))) - called:
        called |= new
        for name in new:
            texts += [path.read_text() for path in PROCEDURES.rglob(f"{name}.sql")]
    return "\n".join(texts)


@cache
def reached(name: str) -> frozenset[str]:
    """The table and all that its triggers write to: what checks must look at after a change."""
    found, new = {name}, {name}
    while new:
        written = [name for table in new for name in re.findall(WRITES, code_of(table))]
        new = set(written) - found
        found |= new
    return frozenset(found)


class Oracle:
    """Runs attacks, each in a transaction that is rolled back, and judges their effect."""

    def __init__(self, login: Login, table: Table) -> None:
        self.login = login
        self.table = table
        self.checks = {
            check.name: check.sql
            for check in read_checks()
            if reached(table.name) & set(re.findall(r"(?:FROM|JOIN) (\w+)", check.sql))
        }
        self.fixed = table.fixed
        self.refused = 0
        self.taken = 0

    def offence(self, attack: Attack) -> str | None:
        """What the attack broke, None if it was refused or had the effect that it claims."""
        self.login.execute("START TRANSACTION")
        try:
            last = self._last_entry()
            before = self._rows()
            try:
                self.login.execute(attack.sql, *attack.params)
            except SqlError as error:
                assert error.errno < 2000 or error.errno > 2999, f"{attack}: {error}"
                self.refused += 1
                return None
            gone, come = _difference(before, self._rows())
            if not gone and not come:
                return None
            self.taken += 1
            return self._judge(attack, gone, come, last)
        finally:
            self.login.execute("ROLLBACK")

    def _judge(
        self, attack: Attack, gone: dict[str, Row], come: dict[str, Row], last: int
    ) -> str | None:
        broken = self._broken_rule(attack, gone, come)
        if broken is None and self.table.guard in ("audited", "recorded"):
            broken = self._missing_audit(gone, come, last)
        return broken or self._failing_check()

    def _broken_rule(
        self, attack: Attack, gone: dict[str, Row], come: dict[str, Row]
    ) -> str | None:
        changed = gone.keys() & come.keys()
        if gone.keys() - changed and self.table.is_kept:
            return "a row went that is kept for good"
        for key in changed:
            names = {name for name in gone[key] if gone[key][name] != come[key][name]}
            if self.table.guard == "ledger":
                return f"a record changed: {sorted(names)}"
            if fixed := names & self.fixed - self._may(gone[key]):
                return f"what never changes changed: {sorted(fixed)}"
            extra = names - {attack.column} - ALWAYS_FOLLOWING
            if attack.kind == "update" and extra - FOLLOWING.get(self.table.name, set()):
                return f"more changed than the statement says: {sorted(extra)}"
            if attack.kind == "update" and not _is_newer(come[key], gone[key]):
                return "the version did not go up"
        return None

    def _may(self, row: Row) -> set[str]:
        """An answer may come once, where there was none."""
        return {"answer"} if self.table.name == "idempotency_keys" and not row["answer"] else set()

    def _missing_audit(self, gone: dict[str, Row], come: dict[str, Row], last: int) -> str | None:
        entries = self.login.rows(
            "SELECT row_key, action, old_values, new_values FROM store_audit.entries"
            " WHERE entry_id > %s AND table_name = %s",
            last,
            self.table.name,
        )
        for key in gone.keys() | come.keys():
            old, new = gone.get(key), come.get(key)
            names = self.table.audited
            if old and new:
                names = {name for name in names if old[name] != new[name]}
            if names and not _told(entries, key, old, new, names, self.table.guard == "audited"):
                return f"no audit row tells of {sorted(names)} of {key}"
        return None

    def _failing_check(self) -> str | None:
        for name, sql in self.checks.items():
            if rows := self.login.rows(sql):
                return f"check {name}: {rows[0]}"
        return None

    def _rows(self) -> dict[str, Row]:
        rows = self.login.rows(f"SELECT * FROM {self.table.name}")
        return {"/".join(str(part) for part in self.table.key_of(row)): row for row in rows}

    def _last_entry(self) -> int:
        return int(self.login.value("SELECT MAX(entry_id) FROM store_audit.entries") or 0)


def _difference(
    before: dict[str, Row], after: dict[str, Row]
) -> tuple[dict[str, Row], dict[str, Row]]:
    gone = {key: row for key, row in before.items() if after.get(key) != row}
    come = {key: row for key, row in after.items() if before.get(key) != row}
    return gone, come


def _is_newer(new: Row, old: Row) -> bool:
    return "version" not in new or bool(new["version"] > old["version"])


def _told(
    entries: list[Row], key: str, old: Row | None, new: Row | None, names: set[str], comes: bool
) -> bool:
    """Whether the audit tells what went and what came.

    One row of an update tells both. What went is told by its old values; what came, where that
    is recorded at all (`comes`), by an entry without values, since the row itself holds them.
    """
    held = [
        (entry, json.loads(entry["old_values"] or "{}"), json.loads(entry["new_values"] or "{}"))
        for entry in entries
    ]
    if old and new and any(_differ(before, after, names) for _, before, after in held):
        return True
    went = old is None or any(names <= before.keys() for _, before, _ in held)
    came = (
        new is None
        or not comes
        or any(names <= after.keys() for _, _, after in held)
        or any(entry["action"] == "insert" and entry["row_key"] == key for entry, _, _ in held)
    )
    deleted = any(entry["action"] == "delete" for entry, _, _ in held)
    return went and came and (not (old and new) or deleted)


def _differ(before: Row, after: Row, names: set[str]) -> bool:
    return all(name in before and name in after and before[name] != after[name] for name in names)
