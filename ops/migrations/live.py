"""What stands on the server: names, and definitions in a form that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ops.migrations.session import SCHEMAS, Session, StatementError

Key = tuple[str, str]

NEXT = "__next"
BARRIER = "__barrier"
OBJECT_KINDS = ("function", "procedure", "view", "trigger")
_BATCH = 50
_COLUMN = {"table": 1, "view": 1, "procedure": 2, "function": 2, "trigger": 2}
_AUTO_INCREMENT = re.compile(r" AUTO_INCREMENT=\d+")
# Which partitions stand changes with the month; how the table is partitioned does not.
_PARTITION = re.compile(r"\n[ (]PARTITION \S+ VALUES[^\n]*")


@dataclass(frozen=True)
class Trigger:
    """Where a live trigger hangs."""

    table: str
    event: str


@dataclass
class Live:
    """The names of everything in our schemas; outside `store` with their schema's name."""

    tables: set[str] = field(default_factory=set)
    objects: set[Key] = field(default_factory=set)
    triggers: dict[str, Trigger] = field(default_factory=dict)

    def leftovers(self, kind: str) -> list[str]:
        """What an interrupted runner left standing."""
        return sorted(n for k, n in self.objects if k == kind and n.endswith((NEXT, BARRIER)))


def read_live(session: Session) -> Live:
    """Three queries, however many objects there are."""
    live = Live()
    schemas = ", ".join(f"'{schema}'" for schema in SCHEMAS)
    for schema, name, kind in session.rows(
        "SELECT table_schema, table_name, table_type FROM information_schema.tables"
        f" WHERE table_schema IN ({schemas})"
    ):
        if kind == "VIEW":
            live.objects.add(("view", _shown(schema, name)))
        else:
            live.tables.add(_shown(schema, name))
    for schema, name, kind in session.rows(
        "SELECT routine_schema, routine_name, LOWER(routine_type)"
        f" FROM information_schema.routines WHERE routine_schema IN ({schemas})"
    ):
        live.objects.add((str(kind), _shown(schema, name)))
    for schema, name, table, event in session.rows(
        "SELECT trigger_schema, trigger_name, event_object_table, event_manipulation"
        f" FROM information_schema.triggers WHERE trigger_schema IN ({schemas})"
    ):
        live.objects.add(("trigger", _shown(schema, name)))
        live.triggers[_shown(schema, name)] = Trigger(_shown(schema, table), str(event))
    return live


def _shown(schema: str, name: str) -> str:
    return name if schema == SCHEMAS[0] else f"{schema}.{name}"


def quoted(shown: str) -> str:
    """The name as SQL wants it."""
    schema, _, name = shown.rpartition(".")
    return f"`{schema or SCHEMAS[0]}`.`{name}`"


def definition(session: Session, key: Key) -> str:
    """The live definition of one object or table, or nothing where the server has none."""
    return definitions(session, [key]).get(key, "")


def definitions(session: Session, keys: Iterable[Key]) -> dict[Key, str]:
    """Live definitions, many in one round trip; what cannot be shown is left out."""
    wanted = sorted(keys)
    found: dict[Key, str] = {}
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        try:
            found.update(_show(session, batch))
        except StatementError:
            for key in batch:
                try:
                    found.update(_show(session, [key]))
                except StatementError:
                    continue
    return found


def _show(session: Session, keys: Sequence[Key]) -> dict[Key, str]:
    shows = [f"SHOW CREATE {kind.upper()} {quoted(name)}" for kind, name in keys]
    return {
        key: _normalised(key[0], rows[0])
        for key, rows in zip(keys, session.results(shows), strict=True)
    }


def _normalised(kind: str, row: tuple[object, ...]) -> str:
    text = str(row[_COLUMN[kind]])
    if kind == "table":
        return _PARTITION.sub("", _AUTO_INCREMENT.sub("", text))
    if kind == "view":
        return text
    return f"-- sql_mode: {row[1]}\n{text}"
