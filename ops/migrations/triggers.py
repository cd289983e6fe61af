"""Triggers: replaced under the table's lock, behind a barrier, so that no row slips in.

While the lock is held nobody writes. If the runner dies, the lock goes with its
connection, and what then stands decides: from the first step to the last this is a
barrier trigger that refuses every row, until the next apply finishes the work.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from ops.migrations.errors import MigrationError
from ops.migrations.files import ObjectFile
from ops.migrations.live import BARRIER, NEXT, Live, definition, quoted
from ops.migrations.routines import failure
from ops.migrations.session import Session, StatementError


@dataclass(frozen=True)
class TableWork:
    """All that has to be done to the triggers of one table, under one lock."""

    table: str
    items: tuple[ObjectFile, ...]
    removed: tuple[str, ...]
    leftovers: tuple[str, ...]
    standing: frozenset[str]
    # Events whose recorded triggers all stand, so that a failure may take the barrier away.
    whole_events: frozenset[str]


def table_work(
    items: list[ObjectFile], removed: list[str], recorded: list[str], live: Live
) -> list[TableWork]:
    """Group what is to be replaced, dropped and cleaned up by table."""
    leftovers = live.leftovers("trigger")
    tables = {item.table for item in items}
    tables |= {
        live.triggers[name].table for name in (*removed, *leftovers) if name in live.triggers
    }
    gone = {name for name in recorded if name not in live.triggers}
    works = []
    for table in sorted(tables):
        at_table = {name for name, trigger in live.triggers.items() if trigger.table == table}
        works.append(
            TableWork(
                table=table,
                items=tuple(item for item in items if item.table == table),
                removed=tuple(name for name in removed if name in at_table),
                leftovers=tuple(name for name in leftovers if name in at_table),
                standing=frozenset(at_table),
                whole_events=frozenset(
                    event
                    for event in ("INSERT", "UPDATE", "DELETE")
                    if not any(name.startswith(_prefix(table, event)) for name in gone)
                ),
            )
        )
    return works


def _prefix(table: str, event: str) -> tuple[str, str]:
    return (f"{table}__before_{event.lower()}", f"{table}__after_{event.lower()}")


def apply_to_table(session: Session, work: TableWork) -> Iterator[str]:
    """Do the work step by step; yields the name of each step when it is done."""
    replaced = [item for item in work.items if item.name in work.standing]
    if not (replaced or work.leftovers or work.removed):
        # Nothing guards yet: the first trigger of an event needs no barrier.
        for item in work.items:
            _create(session, item)
            yield f"create {item.name}"
        return
    session.ddl(f"LOCK TABLES {quoted(work.table)} WRITE")
    try:
        yield "lock"
        yield from _under_lock(session, work)
    finally:
        # If the connection is gone, so is the lock.
        with suppress(StatementError):
            session.execute("UNLOCK TABLES")


def _under_lock(session: Session, work: TableWork) -> Iterator[str]:
    events = sorted({item.event for item in work.items})
    standing = set(work.standing)
    for event in events:
        if _barrier(work.table, event) not in standing:
            session.ddl(_barrier_text(work.table, event))
            yield f"barrier {event}"
    for name in work.leftovers:
        if name.endswith(NEXT):
            session.ddl(f"DROP TRIGGER {quoted(name)}")
            yield f"clean {name}"
    for item in work.items:
        try:
            _create(session, item, item.name + NEXT)
        except MigrationError:
            _take_barriers_away(session, work, events)
            raise
        yield f"prove {item.name}"
        session.ddl(f"DROP TRIGGER {quoted(item.name + NEXT)}")
        yield f"proved {item.name}"
    for item in work.items:
        yield from _swap(session, item, item.name in standing)
    for name in work.removed:
        session.ddl(f"DROP TRIGGER {quoted(name)}")
        yield f"drop {name}"
    for event in sorted({*events, *_left_barriers(work)}):
        session.ddl(f"DROP TRIGGER {quoted(_barrier(work.table, event))}")
        yield f"open {event}"


def _swap(session: Session, item: ObjectFile, stands: bool) -> Iterator[str]:
    old = definition(session, item.key) if stands else ""
    if stands:
        session.ddl(f"DROP TRIGGER {quoted(item.name)}")
        yield f"drop {item.name}"
    try:
        _create(session, item)
    except MigrationError:
        # The text was proved a moment ago, so this is the server's trouble (a full disk).
        if old:
            session.ddl(old)
        raise
    yield f"create {item.name}"


def _left_barriers(work: TableWork) -> Iterator[str]:
    for event in ("INSERT", "UPDATE", "DELETE"):
        if _barrier(work.table, event) in work.leftovers:
            yield event


def _take_barriers_away(session: Session, work: TableWork, events: list[str]) -> None:
    """After a broken file: the table opens again unless an earlier run left it unguarded."""
    for event in events:
        if event in work.whole_events:
            session.ddl(f"DROP TRIGGER {quoted(_barrier(work.table, event))}")
        else:
            session.progress(
                f"table {work.table} refuses every {event} until its triggers are applied"
            )


def _barrier(table: str, event: str) -> str:
    return f"{table}__{event.lower()}{BARRIER}"


def _barrier_text(table: str, event: str) -> str:
    message = f"Table {table} is being changed; run ./store db apply."
    return (
        "CREATE DEFINER = 'store_owner'@'localhost'"
        f" TRIGGER {quoted(_barrier(table, event))} BEFORE {event} ON {quoted(table)}"
        f" FOR EACH ROW CALL fail('unavailable', '{message}')"
    )


def _create(session: Session, item: ObjectFile, name: str = "") -> None:
    try:
        session.ddl(item.renamed(name) if name else item.create.text)
    except StatementError as error:
        raise failure(item, item.create, error) from error
