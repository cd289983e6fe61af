"""Bring a server to what the files say, in one order, one runner at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.sql_tree import checksum
from ops.migrations import accounts, grants, routines, triggers
from ops.migrations.errors import MigrationError, line_in_file
from ops.migrations.files import ObjectFile, SqlFile, Tree, read_tree
from ops.migrations.journal import Journal
from ops.migrations.live import (
    OBJECT_KINDS,
    Key,
    Live,
    definition,
    definitions,
    read_live,
)
from ops.migrations.plan import (
    ALTERED,
    REMOVED,
    Change,
    file_change,
    object_changes,
    schema_changes,
    seed_changes,
)
from ops.migrations.schema import apply_file, check_history
from ops.migrations.session import Progress, Session, StatementError
from ops.paths import ROOT

SQL_DIR = ROOT / "sql"
_CREATE_SCHEMA = (
    "CREATE SCHEMA IF NOT EXISTS {} DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci"
)
_EXISTS = "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name = 'store'"


def apply(
    admin_url: str,
    sql_dir: Path = SQL_DIR,
    passwords: dict[str, str] | None = None,
    progress: Progress = print,
) -> list[Change]:
    """Apply whatever is new, changed, missing or altered by hand, and nothing else."""
    tree = read_tree(sql_dir)
    with Session(admin_url, progress) as session:
        session.become_the_only_runner()
        journal = _prepare(session)
        check_history(tree, journal)
        run = _Run(session, journal, tree, quiet=journal.is_empty)
        run.accounts(admin_url, passwords or {})
        run.schema()
        run.objects()
        # Before the seeds: what they write is audited.
        run.grants()
        run.seeds()
        accounts.settle_sessions(session, passwords or {})
        journal.finish_run(checksum(sql_dir))
    return run.done


def plan(admin_url: str, sql_dir: Path = SQL_DIR) -> list[Change]:
    """What apply would do now; changes nothing."""
    tree = read_tree(sql_dir)
    with Session(admin_url, print) as session:
        journal = Journal.read(session)
        check_history(tree, journal)
        return list(pending(session, journal, tree))


def pending(session: Session, journal: Journal, tree: Tree) -> Iterator[Change]:
    if tree.accounts:
        missing = accounts.missing_accounts(session, tree)
        changed = file_change("accounts", tree.accounts, journal)
        if changed:
            yield changed
        elif missing:
            names = ", ".join(account.key for account in missing)
            yield Change("accounts", tree.accounts.name, str(tree.accounts.path), f"no {names}")
    yield from schema_changes(tree, journal)
    live = read_live(session)
    yield from object_changes(tree, journal, live, _recorded_definitions(session, journal, live))
    yield from seed_changes(tree, journal)
    if journal.is_empty:
        return
    lacking, extra = grants.difference(session, tree)
    fresh = {str(item.file.path) for item in tree.objects.values() if item.key not in live.objects}
    for grant, place in lacking.items():
        if str(place.path) not in fresh:
            yield Change("grant", str(grant), f"{place.path}:{place.line}", "is missing")
    for grant in sorted(extra):
        yield Change("grant", str(grant), "no file", "is to be revoked")


def _recorded_definitions(session: Session, journal: Journal, live: Live) -> dict[Key, str]:
    keys = [key for key in journal.objects if key[0] in OBJECT_KINDS and key in live.objects]
    return definitions(session, keys)


def _prepare(session: Session) -> Journal:
    had_store = session.rows(_EXISTS)[0][0] == 1
    for schema in ("store", "store_audit", "store_migrations"):
        session.execute(_CREATE_SCHEMA.format(schema))
    session.use_store()
    journal = Journal.create(session)
    if not had_store and any(record.done for record in journal.schema.values()):
        session.execute("DROP SCHEMA store")
        raise MigrationError(
            "the schema store is gone, but store_migrations says that it was filled:"
            " restore it from a backup, or ./store reset"
        )
    return journal


@dataclass
class _Run:
    """One apply: what it works with and what it has done."""

    session: Session
    journal: Journal
    tree: Tree
    quiet: bool
    done: list[Change] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)

    def _tell(self, change: Change) -> None:
        self.done.append(change)
        if self.quiet:
            self.counted[change.kind] = self.counted.get(change.kind, 0) + 1
        else:
            self.session.progress(change.line())

    def _sum_up(self, kind: str) -> None:
        """On an empty server one line a group says enough."""
        if count := self.counted.pop(kind, 0):
            self.session.progress(f"applied {count} {kind}{'s' if count > 1 else ''}")

    def accounts(self, admin_url: str, passwords: dict[str, str]) -> None:
        file = self.tree.accounts
        if file is None:
            return
        missing = accounts.missing_accounts(self.session, self.tree)
        change = file_change("accounts", file, self.journal)
        if change or missing:
            accounts.apply_accounts(self.session, self.journal, self.tree, passwords)
            self.done.append(change or Change("accounts", file.name, str(file.path), "missing"))
            self.session.progress(self.done[-1].line())
        for login in accounts.settle_passwords(self.session, self.tree, admin_url, passwords):
            self.session.progress(f"set the password of {login}")

    def schema(self) -> None:
        changes = {change.name: change for change in schema_changes(self.tree, self.journal)}
        for file in self.tree.schema:
            if file.name in changes:
                apply_file(self.session, self.journal, file)
                self.done.append(changes[file.name])
                self.session.progress(changes[file.name].line())

    def objects(self) -> None:
        live = read_live(self.session)
        found = _recorded_definitions(self.session, self.journal, live)
        changes = list(object_changes(self.tree, self.journal, live, found))
        for change in changes:
            if change.reason in (ALTERED, REMOVED):
                key = (change.kind, change.name)
                text = found.get(key, "")
                self.journal.keep_replaced(key, change.reason, text)
        self._routines(changes, live)
        self._views(changes)
        self._triggers(changes, live)

    def _routines(self, changes: list[Change], live: Live) -> None:
        """All changed ones are proved before any is replaced: a broken file changes nothing."""
        kinds = ("function", "procedure")
        for kind in kinds:
            for name in live.leftovers(kind):
                routines.drop(self.session, kind, name)
        pairs = [pair for kind in kinds for pair in self._of_kind(kind, changes)]
        standing = [item for _, item in pairs if item and item.key in live.objects]
        for proved in standing:
            routines.prove_routine(self.session, proved)
        for change, item in pairs:
            if item and item not in standing:
                routines.create_routine(self.session, item)
                self._record(change, item)
        for change, item in pairs:
            if item is None:
                routines.drop(self.session, change.kind, change.name)
                self._record(change, item)
            elif item in standing:
                routines.replace_routine(self.session, item)
                self._record(change, item)
        for kind in kinds:
            self._sum_up(kind)

    def _views(self, changes: list[Change]) -> None:
        """In rounds, since a view may read another one that is not there yet."""
        waiting = list(self._of_kind("view", changes))
        while waiting:
            failed: list[tuple[Change, ObjectFile | None]] = []
            problem: MigrationError | None = None
            for change, item in waiting:
                try:
                    if item is None:
                        routines.drop(self.session, "view", change.name)
                    else:
                        routines.replace_view(self.session, item)
                except MigrationError as error:
                    problem = problem or error
                    failed.append((change, item))
                    continue
                self._record(change, item)
            if problem and len(failed) == len(waiting):
                raise problem
            waiting = failed
        self._sum_up("view")

    def _triggers(self, changes: list[Change], live: Live) -> None:
        pairs = {change.name: (change, item) for change, item in self._of_kind("trigger", changes)}
        items = [item for _, item in pairs.values() if item]
        removed = [name for name, (_, item) in pairs.items() if item is None]
        recorded = self.journal.names("trigger")
        for work in triggers.table_work(items, removed, recorded, live):
            for _ in triggers.apply_to_table(self.session, work):
                pass
            for event in work.leftovers:
                self.session.progress(f"cleaned up {event}, left by an interrupted run")
            for item in work.items:
                self._record(pairs[item.name][0], item)
        for name in removed:
            self._record(pairs[name][0], None)
        self._sum_up("trigger")

    def _of_kind(
        self, kind: str, changes: Iterable[Change]
    ) -> Iterator[tuple[Change, ObjectFile | None]]:
        for change in changes:
            if change.kind == kind:
                gone = change.reason == REMOVED
                yield change, None if gone else self.tree.objects[kind, change.name]

    def _record(self, change: Change, item: ObjectFile | None) -> None:
        if item is None:
            self.journal.forget((change.kind, change.name))
        else:
            text = definition(self.session, item.key)
            self.journal.record(item.key, str(item.file.path), item.file.checksum, text)
        self._tell(change)

    def seeds(self) -> None:
        changes = {change.name: change for change in seed_changes(self.tree, self.journal)}
        for file in self.tree.seeds:
            if file.name in changes:
                _load_seed(self.session, self.journal, file)
                self._tell(changes[file.name])
        self._sum_up("seed")

    def grants(self) -> None:
        for verb, grant in grants.settle(self.session, self.tree):
            change = Change("grant", str(grant), "sql", verb)
            self.done.append(change)
            if not self.quiet:
                self.session.progress(f"{verb} {grant}")


def _load_seed(session: Session, journal: Journal, file: SqlFile) -> None:
    """The whole file and its record in one transaction."""
    statement = file.statements[0] if file.statements else None
    try:
        with session.transaction():
            for statement in file.statements:
                session.execute(statement.text)
            journal.record(("seed", file.name), str(file.path), file.checksum, "")
    except StatementError as error:
        raise MigrationError(
            str(error),
            file=file.path,
            line=line_in_file(statement.line, error.message) if statement else None,
            statement=statement.text if statement else None,
        ) from error
