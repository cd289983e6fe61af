"""The only way to the database: a CALL, or a SELECT."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NoReturn

from core.db.failures import DRIVER_ERRORS, LOST, NOT_SENT, Known, errno_of, problem_of
from core.db.patience import CONFLICTS, Patience
from core.db.pool import Pool
from core.db.problems import Problem, unavailable
from core.db.statements import Answer, Row, run, time_limit
from core.db.writers import Full, Writers

ROUTINE = re.compile(r"[a-z][a-z0-9_]*")
KNOWN_SECONDS = 5.0
# How long processes that nobody waits for try a call again.
PATIENT_SECONDS = 10.0
BUSY, HELD = "busy", "Somebody else is changing the same; try again."


def _ignore(_: str) -> None:
    return


def _patient(began_at: float) -> float:
    return began_at + PATIENT_SECONDS


class Database:
    """One login at one server; safe to share between threads, and across a fork."""

    def __init__(
        self,
        url: str,
        *,
        connections: int = 1,
        wait_seconds: float = 2.0,
        writers: Writers | None = None,
        due: Callable[[float], float] = _patient,
        observe: Callable[[str], None] = _ignore,
    ) -> None:
        self._pool = Pool(url, connections, wait_seconds)
        self._writers = writers
        self._due = due
        self._observe = observe
        self._known: dict[str, Known] = {}
        self._known_at = 0.0

    def call(self, procedure: str, *args: Any, idempotent: bool = False) -> list[Row]:
        """CALL a procedure and return its first result set; dicts and lists go in as JSON."""
        return self._call(procedure, args, idempotent).rows()

    def document(self, procedure: str, *args: Any, idempotent: bool = False) -> str:
        """CALL a procedure that answers with one JSON text, and return that text."""
        return self._call(procedure, args, idempotent).document()

    def _call(self, procedure: str, args: Sequence[Any], idempotent: bool) -> Answer:
        if not ROUTINE.fullmatch(procedure):
            raise ValueError(f"{procedure!r} is not the name of a procedure.")
        self._observe(procedure)
        sql = f"CALL {procedure}({', '.join(['%s'] * len(args))})"
        # Who calls is told by the secret of a session, else by the token of a guest.
        caller = next((str(each) for each in args if each), procedure)
        return self._perform(sql, args, repeatable=idempotent, caller=caller)

    def rows(
        self, sql: str, params: Sequence[Any] = (), *, seconds: float | None = None
    ) -> list[Row]:
        """Run one SELECT and return its rows; `seconds` is the time that it may take."""
        return self._perform(sql, params, repeatable=True, seconds=seconds).rows()

    def raw(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one SELECT and return its rows without names, each value as the server's bytes."""
        return self._perform(sql, params, repeatable=True, is_raw=True).values

    def _perform(
        self,
        sql: str,
        args: Sequence[Any],
        *,
        repeatable: bool,
        seconds: float | None = None,
        is_raw: bool = False,
        caller: str | None = None,
    ) -> Answer:
        patience = Patience(repeatable, self._due)
        while True:
            answer = Answer()
            try:
                with (
                    self._place(caller),
                    self._pool.connection() as connection,
                    time_limit(connection, seconds),
                ):
                    run(connection, sql, args, answer, is_raw)
                return answer
            except Full as error:
                raise self._busy() from error
            except DRIVER_ERRORS as error:
                pause = self._pause(patience, error)
                if pause is None:
                    self._refuse(error, answer.rows())
            time.sleep(pause)

    def _place(self, caller: str | None) -> AbstractContextManager[None]:
        if self._writers is None or caller is None:
            return nullcontext()
        return self._writers.place(caller)

    def _pause(self, patience: Patience, error: BaseException) -> float | None:
        number = errno_of(error)
        if number in LOST | NOT_SENT:
            self._pool.drop_idle()
        return patience.pause_after(number)

    def _refuse(self, error: BaseException, rows: list[Row]) -> NoReturn:
        number = errno_of(error)
        if number in CONFLICTS:
            raise self._busy() from error
        problem = problem_of(error, self.problems(), rows)
        if problem is None and number and not self._is_fresh():
            problem = problem_of(error, self.problems(reload=True), rows)
        raise problem or error from error

    def _busy(self) -> Problem:
        known = self.problems().get(BUSY)
        return Problem(BUSY, known.status, known.title, HELD) if known else unavailable(HELD)

    def _is_fresh(self) -> bool:
        return time.monotonic() - self._known_at < KNOWN_SECONDS

    def problems(self, reload: bool = False) -> Mapping[str, Known]:
        """The codes that the database knows; empty while it cannot be asked."""
        if reload or not self._known:
            try:
                self._known = self._load_problems()
                self._known_at = time.monotonic()
            except (Problem, *DRIVER_ERRORS):
                return self._known
        return self._known

    def _load_problems(self) -> dict[str, Known]:
        answer = Answer()
        sql = "SELECT problem_code, status, title, public_code, field FROM problem_list"
        with self._pool.connection() as connection:
            run(connection, sql, (), answer)
        return {
            row["problem_code"]: Known(
                row["status"], row["title"], row["public_code"], row["field"]
            )
            for row in answer.rows()
        }
