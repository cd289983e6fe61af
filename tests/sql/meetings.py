"""Two sessions meet: one looked before the other changed something, and moves after it.

What may be changed and what may be moved is read from information_schema: each row of a scene,
each column, a sibling and a DELETE; beside them the moves that are made on purpose. Whoever moved
from an old look must have got what a fresh look gets, or a refusal: nothing in between.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.checks import Check, read_checks
from ops.paths import ROOT
from tests.sql import attacks, tables
from tests.sql.scenes import Scene, Stage, moves
from tests.support.logins import Login, Row, SqlError
from tests.test_house_guards import REFERENCE

# Read by the query of a statement, so that its view is older than the lock that it waits for.
RULES = ROOT / "sql/triggers"
EARLIER = "FROM subsystems AS earlier LIMIT 1"
# Texts that hold a number which the server gives.
NUMBERED = {"provider_transaction_id"}
READS = r"(?:FROM|JOIN|UPDATE(?! ON\b)|INTO) (\w+)\b"
# What a parent says of these is made of all of them: two rows of one parent meet.
SUMMED = {"variants"}
DEADLOCK = 1213
WAITING = "SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'"
Outcome = tuple[str, Any]


@dataclass(frozen=True)
class Step:
    """One statement about a row, in two forms, and what takes it back where that is needed."""

    name: str
    table: str
    column: str
    plain: str
    by_query: str
    params: tuple[Any, ...]
    undo: tuple[str, tuple[Any, ...]] | None = None


@dataclass(eq=False)
class Ground:
    """What information_schema says of the guarded tables, and who the two sessions are."""

    stage: Stage
    url: str
    tables: dict[str, tables.Table] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=read_checks)

    def __post_init__(self) -> None:
        for name, guard in tables.listed().items():
            # Also open tables that have a rule of their own.
            if guard != "open" or any(RULES.glob(f"[!g]*/{name}__*.sql")):
                self.tables[name] = tables.read(self.stage.admin, name)

    def checks_of(self, table: str) -> dict[str, str]:
        """The checks that look at what a statement on a table can reach."""
        return {
            check.name: check.sql
            for check in self.checks
            # Facts follow by the clock, not by the move.
            if not check.name.startswith("sales_")
            and attacks.reached(table) & set(re.findall(r"(?:FROM|JOIN) (\w+)", check.sql))
        }

    def anchor(self, name: str, scene: Scene) -> str | None:
        """The column that says which rows of a table belong to a scene."""
        table = self.tables[name]
        return next((each for each in (*table.key, *table.columns) if each in scene.first), None)

    def rows(self, login: Login, name: str, scene: Scene) -> list[Row]:
        """The rows of a scene in a table."""
        return login.rows(f"SELECT * FROM {name}{self.where(name, scene)}")

    def where(self, name: str, scene: Scene) -> str:
        """The condition that finds the rows of a scene."""
        anchor = self.anchor(name, scene)
        return f" WHERE {anchor} >= {scene.first[anchor]}" if anchor else ""


def steps(ground: Ground, scene: Scene) -> dict[str, Step]:
    """All that may be done in a scene, by names that are the same in each scene of its kind."""
    admin = ground.stage.admin
    found = [_insert(name, *move) for name, move in moves(scene, admin).items()]
    seen: dict[str, set[Any]] = {}
    shared = []
    for name, table in ground.tables.items():
        if not ground.anchor(name, scene):
            shared.append(table)
            continue
        rows = ground.rows(admin, name, scene)
        for row in rows:
            for column, value in row.items():
                seen.setdefault(column, set()).add(value)
        if table.columns[table.key[0]].kind == "binary":
            # A hash says nothing of the order: what else is in the row does.
            rows.sort(key=lambda row: str(list(row.values())[1:]))
        for number, row in enumerate(rows[-2 if name in SUMMED else -1 :]):
            found += _of_row(table, number, row)
    for table in shared:
        for row in _pointed_at(admin, table, seen):
            found += _updates(table, "/".join(map(str, table.key_of(row))), row, is_shared=True)
    return {step.name: step for step in found}


def is_relied_on(change: Step, move: Step) -> bool:
    """Whether the guards of a move look at what a change changes, itself or by its triggers."""
    code = "\n".join(attacks.code_of(table) for table in attacks.reached(move.table))
    read = set(re.findall(READS, code)) | {move.table}
    # Everything is told to the audit, which nobody reads.
    touched = attacks.reached(change.table) - {"store_audit"}
    if not re.search(rf"\b{change.column}\b", code):
        touched -= {change.table}
    return bool(touched & read) and not move.undo


def _pointed_at(admin: Login, table: tables.Table, seen: dict[str, set[Any]]) -> list[Row]:
    """The rows of reference data that a scene uses."""
    if table.name == "settings":
        return admin.rows(
            "SELECT * FROM settings WHERE setting_code IN ('currency', 'reservation_minutes')"
        )
    columns = {name: name.removeprefix("from_") for name in table.key}
    used = {name: seen[column] for name, column in columns.items() if column in seen}
    if not used:
        return []
    rows = admin.rows(f"SELECT * FROM {table.name}")
    return [row for row in rows if all(row[name] in values for name, values in used.items())]


def _of_row(table: tables.Table, number: int, row: Row) -> Iterator[Step]:
    name = f"{table.name}[{number}]"
    yield _insert(f"{name} sibling", table.name, _sibling(table, row))
    delete = f"DELETE FROM {table.name} WHERE {table.where()}"
    yield Step(f"{name} deleted", table.name, "", delete, delete, table.key_of(row))
    yield from _updates(table, number, row)


def _sibling(table: tables.Table, row: Row) -> Row:
    """The same of the same parents, under a free key."""
    fresh = {name: row[name] for name in row if not table.columns[name].is_automatic}
    for names in (table.key, *table.uniques):
        for name in set(names) & fresh.keys() - table.parents.keys():
            column = table.columns[name]
            if column.kind in tables.TEXTS:
                fresh[name] = attacks.fresh_text(str(row[name] or ""), column.max_length or 20)
            elif column.kind == "binary":
                fresh[name] = row[name][::-1]
            elif column.is_number and len(names) > 1:
                fresh[name] = (row[name] or 0) + 100
    return fresh


def _insert(name: str, table: str, row: Row) -> Step:
    names, marks = ", ".join(row), ", ".join(["%s"] * len(row))
    into = f"INSERT INTO {table} ({names})"
    values, query = f"{into} VALUES ({marks})", f"{into} SELECT {marks} {EARLIER}"
    return Step(name, table, "", values, query, tuple(row.values()))


def _updates(
    table: tables.Table, number: int | str, row: Row, *, is_shared: bool = False
) -> Iterator[Step]:
    for name in table.columns:
        if table.treatments.get(name) == "derived" and table.guard != "derived":
            continue
        for value_no, value in enumerate(_values(table, row, name)):
            update = f"UPDATE {table.name} SET {name} = %s WHERE {table.where()}"
            yield Step(
                f"{table.name}[{number}].{name} {value_no}",
                table.name,
                name,
                update,
                update.replace("%s", f"(SELECT %s {EARLIER})", 1),
                (value, *table.key_of(row)),
                (update, (row[name], *table.key_of(row))) if is_shared else None,
            )


def _values(table: tables.Table, row: Row, name: str) -> list[Any]:
    column, old = table.columns[name], row[name]
    if column.kind == "tinyint":
        return [None, 0 if old else 1]
    if column.is_number:
        return [None, (old or 0) + 1]
    if column.kind in tables.TIMES:
        return [None if old else "2026-02-03"]
    if column.kind in tables.TEXTS:
        words = sorted(table.words.get(name, set()) - {old})
        return [None, *words, f"{old or ''}x", "ship", "USD"]
    return [None]


@dataclass(eq=False)
class Sessions:
    """The connections of a run: who looked early, who changes, who looks now, who waits."""

    url: str
    opened: dict[str, Login] = field(default_factory=dict)

    def get(self, name: str, isolation: str = "READ COMMITTED") -> Login:
        """A connection of the owner, kept for the next scene."""
        if name not in self.opened:
            self.opened[name] = Login(self.url, isolation)
            self.opened[name].execute("SET SESSION group_concat_max_len = 16777216")
        return self.opened[name]

    def close(self) -> None:
        """End them."""
        for login in self.opened.values():
            login.close()


class Meeting:
    """One scene, one change by another session, and every move that is tried around it."""

    def __init__(self, ground: Ground, sessions: Sessions, kind: str) -> None:
        self.ground = ground
        self.sessions = sessions
        self.scene = ground.stage.build(kind)
        self.steps = steps(ground, self.scene)
        self.last = {
            column: ground.stage.admin.value(f"SELECT MAX({column}) FROM {table}") or 0
            for table, column in ground.stage.keys
        }
        self.shown = {name: self._shown(name) for name in ground.tables}
        self.reader = sessions.get("reader", "READ UNCOMMITTED")
        self.has_waited = 0

    def possible(self) -> list[str]:
        """What the shop takes now: of each column the first value that it takes."""
        login = self.sessions.get("fresh")
        taken: dict[str, str] = {}
        login.execute("START TRANSACTION")
        for name, step in self.steps.items():
            place = name.rsplit(" ", 1)[0] if step.column else name
            if place not in taken and self.outcome(login, step, step.plain)[0] == "done":
                taken[place] = name
        login.execute("ROLLBACK")
        return list(taken.values())

    def is_of_orders(self, step: Step) -> bool:
        """Whether a step can depend on the state of an order."""
        return "order_id" in self.ground.tables[step.table].columns

    def offences(self, changing: str, moving: list[str]) -> list[str]:
        """What was neither refused nor what a fresh look would have got."""
        change, plan = self.steps[changing], [self.steps[name] for name in moving]
        late = self.sessions.get("late", "REPEATABLE READ")
        late.execute("START TRANSACTION")
        late.rows("SELECT COUNT(*) FROM orders")
        # What reference data said a moment ago is as good as what it says now.
        before = self.looked(plan, change) if change.table in REFERENCE else {}
        try:
            tried = self.waited(plan, change)
            for step in plan:
                outcome = self.outcome(late, step, step.plain, change, is_checked=True)
                tried.append(("late", step.name, outcome))
            late.execute("ROLLBACK")
            now = self.looked(plan, change)
        finally:
            late.execute("ROLLBACK")
            if change.undo:
                self.sessions.get("other").execute(change.undo[0], *change.undo[1])
        return [
            f"{changing} | {way} {name}: {_told(outcome, now[name])}"
            for way, name, outcome in tried
            if outcome[0] in ("done", "broke") and outcome not in (now[name], before.get(name))
        ]

    def looked(self, plan: list[Step], change: Step) -> dict[str, Outcome]:
        """What the moves do from a fresh look."""
        login = self.sessions.get("fresh")
        login.execute("START TRANSACTION")
        found = {step.name: self.outcome(login, step, step.plain, change) for step in plan}
        login.execute("ROLLBACK")
        return found

    def waited(self, plan: list[Step], change: Step) -> list[tuple[str, str, Outcome]]:
        """Begin every move while the change is being written, commit it, let them go on."""
        other = self.sessions.get("other")
        found: list[tuple[str, str, Outcome]] = []
        is_committed = threading.Event()

        def run(login: Login, step: Step) -> None:
            login.execute("START TRANSACTION")
            outcome = self.outcome(login, step, step.by_query, change, after=is_committed)
            found.append(("waiting", step.name, outcome))
            login.execute("ROLLBACK")

        other.execute("START TRANSACTION")
        other.execute(change.plain, *change.params)
        threads = [
            threading.Thread(target=run, args=(self.sessions.get(f"waiter {number}"), step))
            for number, step in enumerate(plan)
        ]
        for thread in threads:
            thread.start()
        settle(self.reader, threads)
        is_committed.set()
        other.execute("COMMIT")
        for thread in threads:
            thread.join()
        self.has_waited += sum(outcome[0] != "early" for _, _, outcome in found)
        return found

    def outcome(
        self,
        login: Login,
        step: Step,
        statement: str,
        change: Step | None = None,
        *,
        after: threading.Event | None = None,
        is_checked: bool = False,
    ) -> Outcome:
        """What a statement does in an open transaction, which then is as if it had not been."""
        login.execute("SAVEPOINT here")
        try:
            changed = login.execute(statement, *step.params)
            if after and not after.is_set():
                return "early", None
            if not changed:
                return "nothing", None
            broken = self._broken(step) if is_checked else None
            # Whoever waited beside others must not see what those have not committed.
            reader = login if after else self.reader
            return ("broke", broken) if broken else ("done", self._state(reader, step, change))
        except SqlError as error:
            if error.errno == DEADLOCK:
                login.execute("START TRANSACTION")
                login.execute("SAVEPOINT here")
            return "refused", error.code or error.errno
        finally:
            login.execute("ROLLBACK TO SAVEPOINT here")

    def _state(self, reader: Login, step: Step, change: Step | None) -> dict[str, str]:
        """The rows of the scene in all that a step can reach; not what another step shared."""
        shared = change.table if change and change.undo else ""
        names = attacks.reached(step.table) & self.shown.keys() - {shared}
        selects = " UNION ALL ".join(self.shown[name] for name in sorted(names))
        return {row["t"]: row["found"] or "" for row in reader.rows(selects)}

    def _shown(self, name: str) -> str:
        """A SELECT of all rows of a table that belong to the scene, as one text."""
        texts = []
        for key, column in self.ground.tables[name].columns.items():
            if key in self.last:
                texts.append(f"IF({key} > {self.last[key]}, 'new', {key})")
            elif key not in NUMBERED and column.kind != "datetime":
                texts.append(f"HEX({key})" if column.kind == "binary" else key)
        row = f"CONCAT_WS(' ', {', '.join(f'COALESCE({text}, 0)' for text in texts)})"
        where = self.ground.where(name, self.scene)
        return (
            f"SELECT '{name}' AS t, GROUP_CONCAT({row} ORDER BY {row} SEPARATOR '\n') AS found"
            f" FROM {name}{where}"
        )

    def _broken(self, step: Step) -> str | None:
        """The check that reports what a statement did."""
        for name, sql in self.ground.checks_of(step.table).items():
            if rows := self.reader.rows(sql):
                return f"check {name}: {rows[0]}"
        return None


def settle(reader: Login, threads: Sequence[threading.Thread]) -> None:
    """Until whoever has not finished waits for a lock."""
    until = time.monotonic() + 20
    while (alive := [thread for thread in threads if thread.is_alive()]) and (
        int(reader.rows(WAITING)[0]["Value"]) < len(alive)
    ):
        assert time.monotonic() < until, "sessions neither wait nor end"
        alive[0].join(0.002)


def _told(outcome: Outcome, now: Outcome) -> str:
    if outcome[0] == "broke" or now[0] != "done":
        return f"{outcome} instead of {now}"
    texts = []
    for table, found in outcome[1].items():
        got, wanted = (set(text.split("\n")) for text in (found, now[1][table]))
        if got != wanted:
            texts.append(f"{table}: {got - wanted} instead of {wanted - got}")
    return "; ".join(texts)
