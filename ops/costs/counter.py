"""Counts what one CALL runs, from what the performance schema saw of its connection."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

from mysql.connector.abstracts import MySQLConnectionAbstract

CONSUMERS = ("events_statements_history_long", "events_waits_current", "events_waits_history_long")
# IF, SET, RETURN and cursors are steps of their own, and may hold a subquery.
STEPS = "statement/sp/%"
THREAD = "SELECT thread_id FROM threads WHERE processlist_id = %s"
STATEMENTS = (
    "SELECT event_id, end_event_id, event_name, COALESCE(object_type, ''),"
    " COALESCE(object_name, ''), COALESCE(sql_text, ''), rows_affected"
    " FROM events_statements_history_long WHERE thread_id = %s AND end_event_id IS NOT NULL"
    " ORDER BY event_id"
)
ROWS = (
    "SELECT event_id, operation, object_name, number_of_bytes FROM events_waits_history_long"
    " WHERE thread_id = %s AND event_name = 'wait/io/table/sql/handler'"
    " AND object_type = 'TABLE' AND object_schema LIKE 'store%' ORDER BY event_id"
)
ACTIVATIONS = (
    "SELECT object_name, count_star FROM events_statements_summary_by_program"
    " WHERE object_schema = 'store'"
)
LOST = (
    "SELECT (SELECT COUNT(*) FROM events_statements_history_long)"
    " >= @@performance_schema_events_statements_history_long_size"
    " OR (SELECT COUNT(*) FROM events_waits_history_long)"
    " >= @@performance_schema_events_waits_history_long_size"
)
ENDED = (
    "SELECT COUNT(*) FROM events_statements_history_long"
    " WHERE thread_id = %s AND event_name = %s AND end_event_id IS NOT NULL"
)
WAIT_SECONDS = 5
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
FETCH = "fetch"
CALL = "statement/sql/call_procedure"
STATEMENT = "statement/sp/stmt"


@dataclass
class Step:
    """One instruction of a routine or trigger, with what it touched by itself."""

    first: int
    last: int
    event: str
    program: str
    program_type: str
    text: str
    affected: int
    inner: list[Step] = field(default_factory=list)
    # Rows by operation and table, those of inner steps not included.
    rows: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def is_write(self) -> bool:
        """Whether it is an INSERT, UPDATE or DELETE."""
        return self.event == STATEMENT and self.text.lstrip().upper().startswith(WRITES)

    @property
    def is_read(self) -> bool:
        """What looks into a table: a SELECT that does, an IF, a SET, a RETURN or a cursor."""
        if self.event == CALL or self.is_write:
            return False
        text = self.text.upper()
        return bool(self.rows) or (text.lstrip().startswith("SELECT") and " FROM " in f" {text} ")

    @property
    def is_control(self) -> bool:
        """What neither reads nor writes: CALL, SET, START, COMMIT, sending an answer."""
        return self.event == STATEMENT and not self.is_read and not self.is_write

    def all_steps(self) -> Iterator[Step]:
        """This step and all within it."""
        yield self
        for each in self.inner:
            yield from each.all_steps()


@dataclass(frozen=True)
class Cost:
    """What a CALL took, and how it is made up."""

    reads: int
    writes: int
    control: int
    activations: int
    rows_read: int
    rows_written: int
    root: Step

    @property
    def statements(self) -> int:
        """What the budget counts: reads and writes."""
        return self.reads + self.writes


def cost_of(root: Step, activations: int) -> Cost:
    """Add up the steps of a CALL."""
    steps = [*root.all_steps()]
    rows = [(operation, count) for s in steps for (operation, _), count in s.rows.items()]
    return Cost(
        sum(step.is_read for step in steps),
        sum(step.is_write for step in steps),
        sum(step.is_control for step in steps),
        activations,
        sum(count for operation, count in rows if operation == FETCH),
        sum(count for operation, count in rows if operation != FETCH),
        root,
    )


class Counter:
    """Watches one connection through another one, an administrator's."""

    def __init__(self, admin: MySQLConnectionAbstract, connection_id: int) -> None:
        self._admin = admin
        self._thread = self._rows(THREAD, connection_id)[0][0]

    def count(self, call: Callable[[], None]) -> Cost:
        """The cost of the one CALL that the watched connection makes meanwhile."""
        for table in CONSUMERS[0], CONSUMERS[2]:
            self._rows(f"TRUNCATE TABLE {table}")
        before = dict(self._rows(ACTIVATIONS))
        call()
        self._wait_for_the_end()
        after = dict(self._rows(ACTIVATIONS))
        if self._rows(LOST)[0][0]:
            raise RuntimeError("The call did more than the server's history holds.")
        root = _tree(self._rows(STATEMENTS, self._thread), self._rows(ROWS, self._thread))
        # Others may be at work: only what this call has shown counts, and not the call itself.
        seen = {step.program for step in root.all_steps()} - {_called(root)}
        return cost_of(root, sum(after[name] - before.get(name, 0) for name in seen if name))

    def _wait_for_the_end(self) -> None:
        """The answer of a CALL arrives before the server has put the CALL into its history."""
        ends_at = time.monotonic() + WAIT_SECONDS
        while not self._rows(ENDED, self._thread, CALL)[0][0] and time.monotonic() < ends_at:
            time.sleep(0.001)

    def _rows(self, sql: str, *arguments: Any) -> list[tuple[Any, ...]]:
        with closing(self._admin.cursor()) as cursor:
            cursor.execute(sql, arguments)
            return [tuple(row) for row in cursor.fetchall()] if cursor.description else []


@contextmanager
def counting(
    admin: MySQLConnectionAbstract, connection: MySQLConnectionAbstract
) -> Iterator[Counter]:
    """Let the server keep what it sees while the block runs; then as it was before."""
    with closing(admin.cursor()) as cursor:
        cursor.execute("USE performance_schema")
        kept = [
            ("setup_consumers", _disabled(cursor, "setup_consumers", "name IN (%s, %s, %s)")),
            ("setup_instruments", _disabled(cursor, "setup_instruments", "name LIKE %s")),
        ]
        try:
            for table, names in kept:
                _switch(cursor, table, names, "YES")
            yield Counter(admin, int(connection.connection_id or 0))
        finally:
            for table, names in kept:
                _switch(cursor, table, names, "NO")


def _disabled(cursor: Any, table: str, condition: str) -> list[str]:
    arguments = CONSUMERS if table == "setup_consumers" else (STEPS,)
    cursor.execute(f"SELECT name FROM {table} WHERE enabled = 'NO' AND {condition}", arguments)
    return [row[0] for row in cursor.fetchall()]


def _switch(cursor: Any, table: str, names: Sequence[str], value: str) -> None:
    for name in names:
        cursor.execute(f"UPDATE {table} SET enabled = %s WHERE name = %s", (value, name))


def _called(root: Step) -> str:
    return root.inner[0].program if root.inner else ""


def _tree(statements: Sequence[tuple[Any, ...]], rows: Sequence[tuple[Any, ...]]) -> Step:
    """Steps within steps, each with its rows: an event lies within those that enclose its id."""
    steps = [
        Step(first, last, event, program, kind, text, affected)
        for first, last, event, kind, program, text, affected in statements
    ]
    calls = [step for step in steps if step.event == CALL]
    if len(calls) != 1:
        raise RuntimeError(f"One CALL was to be counted, but there were {len(calls)}.")
    (root,) = calls
    open_steps = [root]
    for step in steps:
        if root.first < step.first <= root.last:
            while step.first > open_steps[-1].last:
                open_steps.pop()
            open_steps[-1].inner.append(step)
            open_steps.append(step)
    flat = [*root.all_steps()]
    for event, operation, table, count in rows:
        holders = [step for step in flat if step.first <= event <= step.last]
        if holders:
            found = holders[-1].rows
            found[operation, table] = found.get((operation, table), 0) + int(count)
    return root
