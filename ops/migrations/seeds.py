"""The rows of sql/seed/reference beside those of the live tables.

The files are loaded once more, into temporary tables of the same names that vanish with the
session. A seed says itself what it holds on to: the columns that it would set again (ON
DUPLICATE KEY UPDATE); the others are its first word, and may differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ops.migrations.drift import Drift
from ops.migrations.files import SqlFile, Tree
from ops.migrations.journal import Journal
from ops.migrations.plan import seed_changes
from ops.migrations.session import SCHEMAS, Row, Session, StatementError

# Temporary tables stand in its place, so that names without a schema mean them.
_BESIDE = "store_migrations"
_LOADED = re.compile(r"INSERT\s+INTO\s+(\w+)\s*\([^)]*\)\s*VALUES\b", re.IGNORECASE)
_ADDED = re.compile(r"INSERT\s+INTO\s+(\w+)\s*\([^)]*\)\s*(SELECT\b.*)", re.IGNORECASE | re.DOTALL)
_CHANGED = re.compile(r"UPDATE\s+(\w+)\s+SET\s+(.*)", re.IGNORECASE | re.DOTALL)
_ASSIGNED = re.compile(r"(\w+)\s*=")
_KEYS = (
    "SELECT table_name, column_name FROM information_schema.key_column_usage"
    " WHERE table_schema = %s AND constraint_name = 'PRIMARY'"
    " ORDER BY table_name, ordinal_position"
)


@dataclass
class Seeded:
    """One table that seeds fill: from which files, and which columns they hold on to."""

    name: str
    key: list[str]
    paths: list[Path] = field(default_factory=list)
    held: list[str] = field(default_factory=list)

    def rows(self, session: Session, schema: str) -> dict[Row, Row]:
        """Its rows by their keys."""
        columns = ", ".join([*self.key, *self.held])
        size = len(self.key)
        found = session.rows(f"SELECT {columns} FROM {schema}.{self.name}")
        return {row[:size]: row[size:] for row in found}


def differing(session: Session, tree: Tree, journal: Journal) -> Iterator[Drift]:
    """Every row that is missing, altered, or extra in a table that is closed."""
    pending = {change.name for change in seed_changes(tree, journal)}
    files = [file for file in tree.seeds if file.name not in pending]
    if not files:
        return
    yield from _not_added(session, files)
    tables = _load(session, files)
    closed = _closed(session, tables)
    for table in tables.values():
        yield from _compare(session, table, is_closed=table.name in closed)


def _not_added(session: Session, files: list[SqlFile]) -> Iterator[Drift]:
    """A seed that adds what is missing finds nothing to add."""
    for file in files:
        for statement in file.statements:
            match = _ADDED.match(statement.text)
            if match and (rows := session.rows(match.group(2))):
                values = ", ".join(str(value) for value in rows[0])
                yield Drift("missing", "seed row", f"{match.group(1)} ({values})", str(file.path))


def _load(session: Session, files: list[SqlFile]) -> dict[str, Seeded]:
    """Load the files into temporary tables; a live table that is gone is named elsewhere."""
    tables: dict[str, Seeded] = {}
    keys: dict[str, list[str]] = {}
    for name, column in session.rows(_KEYS, (SCHEMAS[0],)):
        keys.setdefault(str(name), []).append(str(column))
    session.execute(f"USE {_BESIDE}")
    try:
        for file in files:
            for statement in file.statements:
                match = _LOADED.match(statement.text) or _CHANGED.match(statement.text)
                if match is None or match.group(1) not in keys:
                    continue
                name = match.group(1)
                if name not in tables:
                    tables[name] = Seeded(name, keys[name])
                    session.execute(f"CREATE TEMPORARY TABLE {name} LIKE {SCHEMAS[0]}.{name}")
                _take(tables[name], file, statement.text)
                session.execute(statement.text)
    finally:
        session.use_store()
    return tables


def _take(table: Seeded, file: SqlFile, statement: str) -> None:
    changed = _CHANGED.match(statement)
    _, _, again = statement.rpartition("ON DUPLICATE KEY UPDATE")
    for column in _ASSIGNED.findall(changed.group(2) if changed else again):
        if column not in (*table.key, *table.held):
            table.held.append(column)
    if file.path not in table.paths:
        table.paths.append(file.path)


def _closed(session: Session, tables: dict[str, Seeded]) -> set[str]:
    """The tables whose rows are those of the files and no others, as the files say."""
    if "guarded_tables" not in tables:
        return set()
    query = f"SELECT table_name FROM {_BESIDE}.guarded_tables WHERE is_closed"
    return {str(name) for (name,) in session.rows(query)}


def _compare(session: Session, table: Seeded, *, is_closed: bool) -> Iterator[Drift]:
    paths = ", ".join(map(str, table.paths))
    wanted = table.rows(session, _BESIDE)
    try:
        live = table.rows(session, SCHEMAS[0])
    except StatementError:
        # A column is gone: the table's own drift says so.
        return
    for key, values in wanted.items():
        name = f"{table.name} {'/'.join(map(str, key))}"
        if key not in live:
            yield Drift("missing", "seed row", name, paths)
        elif live[key] != values:
            pairs = zip(table.held, values, live[key], strict=True)
            told = [f"{column} is {now!r}, not {old!r}" for column, old, now in pairs if old != now]
            yield Drift("changed", "seed row", name, f"{'; '.join(told)} ({paths})")
    for key in sorted(set(live) - set(wanted)) if is_closed else ():
        name = f"{table.name} {'/'.join(map(str, key))}"
        yield Drift("extra", "row", name, f"not among those of {paths}")
