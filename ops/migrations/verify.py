"""Compare the live server with the files, and name every difference."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from ops.migrations import grants, seeds, server_settings, strangers
from ops.migrations.accounts import missing_accounts
from ops.migrations.drift import Drift
from ops.migrations.errors import MigrationError
from ops.migrations.files import Tree, read_tree
from ops.migrations.journal import Journal
from ops.migrations.live import BARRIER, NEXT, Key, Live, definitions, quoted, read_live
from ops.migrations.plan import (
    ALTERED,
    MISSING,
    REMOVED,
    UNRECORDED,
    file_change,
    object_changes,
    schema_changes,
    seed_changes,
)
from ops.migrations.schema import check_history
from ops.migrations.session import SCHEMAS, Session, StatementError
from ops.paths import ROOT

_DIFF_LINES = 14
_LINE = re.compile(
    r"(?:(?P<column>`)|(?P<primary>PRIMARY KEY)|(?P<index>(?:[A-Z]+ )?KEY )"
    r"|(?P<constraint>CONSTRAINT ))"
    r"`?(?P<name>[^`]*)`?"
)
_FINDINGS = {
    "new": ("missing", "was never applied"),
    MISSING: ("missing", "does not exist"),
    UNRECORDED: ("extra", "was not made by apply"),
    "changed": ("changed", "its file was edited and is not applied"),
    ALTERED: ("changed", ALTERED),
    REMOVED: ("extra", REMOVED),
}


def verify(admin_url: str, sql_dir: Path = ROOT / "sql") -> list[Drift]:
    """Every drift; an empty list means that the server is what the files say."""
    tree = read_tree(sql_dir)
    with Session(admin_url, lambda _: None) as session:
        journal = Journal.read(session)
        live = read_live(session)
        keys = {("table", name) for name in live.tables} | {
            key for key in live.objects if key in journal.objects
        }
        found = definitions(session, keys)
        return [
            *_files(tree, journal),
            *_schemas(session),
            *_tables(journal, live, found),
            *_objects(tree, journal, live, found),
            *_broken_views(session, live),
            *_events(session),
            *_grants(session, tree, live),
            *strangers.found(session, tree, admin_url),
            *server_settings.differing(session),
            *seeds.differing(session, tree, journal),
        ]


def _files(tree: Tree, journal: Journal) -> Iterator[Drift]:
    try:
        check_history(tree, journal)
    except MigrationError as error:
        yield Drift("changed", "schema file", str(error.file or ""), error.message)
        return
    for change in schema_changes(tree, journal):
        yield Drift("missing", "schema file", change.path, change.reason or "is not applied")
    for change in seed_changes(tree, journal):
        yield Drift("changed", "reference data", change.path, "is not applied")
    if change_of_accounts := file_change("accounts", tree.accounts, journal):
        yield Drift("changed", "accounts", change_of_accounts.path, "is not applied")


def _schemas(session: Session) -> Iterator[Drift]:
    names = ", ".join(f"'{name}'" for name in SCHEMAS)
    found = {
        str(name): str(collation)
        for name, collation in session.rows(
            "SELECT schema_name, default_collation_name FROM information_schema.schemata"
            f" WHERE schema_name IN ({names})"
        )
    }
    for name in SCHEMAS:
        if name not in found:
            yield Drift("missing", "schema", name, "does not exist")
        elif found[name] != "utf8mb4_unicode_ci":
            yield Drift("changed", "schema", name, f"its default collation is {found[name]}")


def _tables(journal: Journal, live: Live, found: dict[Key, str]) -> Iterator[Drift]:
    recorded = journal.names("table")
    for name in recorded:
        record = journal.objects["table", name]
        if name not in live.tables:
            yield Drift("missing", "table", name, f"does not exist ({record.path})")
        elif found.get(("table", name)) != record.definition:
            finding = "; ".join(
                table_differences(record.definition, found.get(("table", name), ""))
            )
            yield Drift("changed", "table", name, finding)
    for name in sorted(live.tables - set(recorded)):
        yield Drift("extra", "table", name, "no schema file made it")


def table_differences(old: str, new: str) -> list[str]:
    """What differs between two SHOW CREATE TABLE, in words."""
    before, after = _parts(old), _parts(new)
    finding = [f"{part} was added by hand" for part in after if part not in before]
    finding += [f"{part} is gone" for part in before if part not in after]
    finding += [
        f"{part} is now {after[part]} and was {text}"
        for part, text in before.items()
        if part in after and after[part] != text
    ]
    return finding or ["its columns stand in another order"]


def _parts(definition: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for line in definition.splitlines()[1:]:
        text = line.strip().rstrip(",")
        match = _LINE.match(text)
        if match is None:
            parts["its options"] = " ".join([parts.get("its options", ""), text]).strip()
        elif match.group("primary"):
            parts["primary key"] = text
        else:
            kind = next(k for k in ("column", "index", "constraint") if match.group(k))
            parts[f"{kind} {match.group('name')}"] = text
    return parts


def _objects(tree: Tree, journal: Journal, live: Live, found: dict[Key, str]) -> Iterator[Drift]:
    for change in object_changes(tree, journal, live, found):
        key = (change.kind, change.name)
        what, finding = _FINDINGS[change.reason]
        detail = ""
        if change.reason in (ALTERED, "changed"):
            detail = short_diff(journal.objects[key].definition, found.get(key, ""))
        yield Drift(what, change.kind, change.name, f"{finding} ({change.path})", detail)
    for kind, name in sorted(live.objects):
        if (kind, name) in tree.objects or (kind, name) in journal.objects:
            continue
        finding = "has no file"
        if name.endswith((NEXT, BARRIER)):
            finding = "was left by an interrupted run; ./store db apply cleans up"
        yield Drift("extra", kind, name, finding)


def short_diff(old: str, new: str) -> str:
    """The lines that differ, cut to what a person reads at a glance."""
    lines = [
        line
        for line in difflib.unified_diff(old.splitlines(), new.splitlines(), n=1, lineterm="")
        if not line.startswith(("---", "+++"))
    ]
    if len(lines) > _DIFF_LINES:
        lines = [*lines[:_DIFF_LINES], f"… {len(lines) - _DIFF_LINES} more lines"]
    return "\n".join(lines)


def _broken_views(session: Session, live: Live) -> Iterator[Drift]:
    """A view outlives the columns that it reads; only reading it tells."""
    for kind, name in sorted(live.objects):
        if kind != "view":
            continue
        try:
            session.rows(f"SELECT 1 FROM {quoted(name)} LIMIT 0")
        except StatementError as error:
            yield Drift("changed", "view", name, f"does not work any more: {error.message}")


def _events(session: Session) -> Iterator[Drift]:
    names = ", ".join(f"'{name}'" for name in SCHEMAS)
    for schema, name in session.rows(
        "SELECT event_schema, event_name FROM information_schema.events"
        f" WHERE event_schema IN ({names})"
    ):
        yield Drift("extra", "event", f"{schema}.{name}", "has no file")


def _grants(session: Session, tree: Tree, live: Live) -> Iterator[Drift]:
    for account in missing_accounts(session, tree):
        yield Drift("missing", "role" if account.is_role else "login", account.key, "is gone")
    missing, extra = grants.difference(session, tree)
    # What is missing itself is named once, not again by each of its grants.
    gone = {item.file.path for item in tree.objects.values() if item.key not in live.objects}
    for grant, place in missing.items():
        if place.path not in gone:
            finding = f"declared in {place.path}:{place.line}"
            yield Drift("missing", "grant", str(grant), finding)
    for grant in sorted(extra):
        yield Drift("extra", "grant", str(grant), "no file declares it")
