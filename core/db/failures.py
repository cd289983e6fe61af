"""What a database error means: a refusal, a reason to try again, or neither."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import mysql.connector
from _mysql_connector import MySQLError, MySQLInterfaceError

from core.db.problems import Problem, unavailable

# The connector raises its own errors, and its C extension raw ones at later results.
DRIVER_ERRORS = (mysql.connector.Error, MySQLInterfaceError, MySQLError)

REFUSED = "45000"
REFUSED_ERRNO = 45000
DEADLOCK, LOCK_TIMEOUT = 1213, 1205
REPLACED = frozenset({1305, 1370})
# The statement never reached the server: 2006 sending failed, 4031 closed as idle before.
NOT_SENT = frozenset({2006, 4031})
LOST = frozenset({1053, 1077, 1079, 1152, 1158, 1159, 1160, 1161, 1927, 2013, 2027, 2055})
UNREACHABLE = frozenset({1040, 1042, 1044, 1045, 1049, 1129, 1130, 1203, 1226, 2002, 2003, 2005})
CONSTRAINT = frozenset({1048, 1062, 1451, 1452, 3819, 4025})
VALUE = frozenset({1264, 1265, 1292, 1366, 1406, 1411, 3140, 3141, 4038})
# 1105: the kill was noticed inside of a function, which has no words for it.
KILLED = frozenset({1105, 1317})
TIMED_OUT = frozenset({1969, 3024})

CONSTRAINT_NAME = re.compile(r"\b((?:uq|fk|ck)_\w+)")
COLUMN_NAME = re.compile(r"column '(?:[^']*\.)?(\w+)'")


@dataclass(frozen=True)
class Known:
    """One row of problem_list."""

    status: int
    title: str
    public_code: str | None
    field: str | None


def errno_of(error: BaseException) -> int:
    """The error number, 0 if the driver knows none."""
    return int(getattr(error, "errno", 0) or 0)


def message_of(error: BaseException) -> str:
    """The text of an error, as the server wrote it."""
    return str(getattr(error, "msg", None) or error)


def problem_of(
    error: BaseException, known: Mapping[str, Known], rows: list[dict[str, Any]]
) -> Problem | None:
    """The refusal that an error stands for; None if it is not one."""
    number = errno_of(error)
    if getattr(error, "sqlstate", None) == REFUSED and number > REFUSED_ERRNO:
        return _refusal(number - REFUSED_ERRNO, message_of(error), known, rows)
    if number in CONSTRAINT:
        return _constraint(message_of(error), known)
    if number in VALUE:
        return _value(message_of(error), known)
    if number in LOST | NOT_SENT | UNREACHABLE:
        return unavailable()
    if number in TIMED_OUT | KILLED:
        return unavailable("This took too long; ask for less, or try again.")
    return None


def _refusal(
    status: int, message: str, known: Mapping[str, Known], rows: list[dict[str, Any]]
) -> Problem:
    code, _, detail = message.partition(": ")
    row = known.get(code)
    errors: dict[str, list[str]] = {}
    if code == "validation_failed":
        field, separator, text = detail.partition(": ")
        if separator:
            errors[field], detail = [text], text
    elif row and row.field:
        errors[row.field] = [detail]
    extra = {"items": rows} if code == "insufficient_stock" else {}
    return Problem(code, status, row.title if row else "", detail, errors, extra)


def _constraint(message: str, known: Mapping[str, Known]) -> Problem | None:
    for name in CONSTRAINT_NAME.findall(message):
        row = known.get(name)
        if row and row.public_code:
            public = known[row.public_code]
            errors = {row.field: [public.title + "."]} if row.field else {}
            return Problem(row.public_code, row.status, public.title, public.title + ".", errors)
    return None


def _value(message: str, known: Mapping[str, Known]) -> Problem:
    match = COLUMN_NAME.search(message)
    field = match.group(1).removeprefix("p_") if match else "body"
    title = known["validation_failed"].title if "validation_failed" in known else ""
    text = "The value is too long or out of range."
    return Problem("validation_failed", 422, title, text, {field: [text]})
