"""Decide what `apply` has to do, from files, journal and server; touches nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ops.migrations.files import SqlFile, Tree
from ops.migrations.journal import Journal
from ops.migrations.live import OBJECT_KINDS, Key, Live
from ops.migrations.schema import pending_statements

REMOVED = "its file is gone"
ALTERED = "was altered by hand"
MISSING = "was missing on the server"
UNRECORDED = "stood there unrecorded"


@dataclass(frozen=True)
class Change:
    """One thing that is applied, or would be."""

    kind: str
    name: str
    path: str
    reason: str = ""

    def line(self, done: bool = True) -> str:
        """The line that a person reads."""
        if self.reason == REMOVED:
            verb = "dropped" if done else "drop"
            return f"{verb} {self.kind} {self.name} ({self.path} is gone)"
        verb = "applied" if done else "apply"
        why = f", {self.reason}" if self.reason not in ("", "new", "changed") else ""
        return f"{verb} {self.kind} {self.name} ({self.path}){why}"


def schema_changes(tree: Tree, journal: Journal) -> Iterator[Change]:
    """Files of sql/schema with statements that are not done."""
    for file in tree.schema:
        if left := pending_statements(file, journal):
            total = len(file.statements)
            why = "" if left == total else f"{left} of {total} statements left"
            yield Change("schema", file.name, str(file.path), why)


def object_changes(
    tree: Tree, journal: Journal, live: Live, definitions: dict[Key, str]
) -> Iterator[Change]:
    """Routines, views and triggers that differ from their files."""
    for kind in OBJECT_KINDS:
        for item in tree.of_kind(kind):
            record = journal.objects.get(item.key)
            if item.key not in live.objects:
                reason = MISSING if record else "new"
            elif record is None:
                reason = UNRECORDED
            elif record.checksum != item.file.checksum:
                reason = "changed"
            elif record.definition != definitions.get(item.key):
                reason = ALTERED
            else:
                continue
            yield Change(kind, item.name, str(item.file.path), reason)
        for name in journal.names(kind):
            if (kind, name) not in tree.objects:
                yield Change(kind, name, journal.objects[kind, name].path, REMOVED)


def seed_changes(tree: Tree, journal: Journal) -> Iterator[Change]:
    """Reference data whose file differs from what was loaded."""
    for file in tree.seeds:
        if change := file_change("seed", file, journal):
            yield change


def file_change(kind: str, file: SqlFile | None, journal: Journal) -> Change | None:
    """A whole file that is re-applied when it differs from what was applied last."""
    if file is None:
        return None
    record = journal.objects.get((kind, file.name))
    if record and record.checksum == file.checksum:
        return None
    return Change(kind, file.name, str(file.path), "changed" if record else "new")
