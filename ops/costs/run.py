"""Plays the hot calls on one connection and counts each."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

from mysql.connector.abstracts import MySQLConnectionAbstract

from ops.costs.counter import Cost, counting
from ops.costs.scenario import People, Row, play
from ops.database import connect


def count_hot_calls(
    admin_url: str, choose: Callable[[MySQLConnectionAbstract], People]
) -> dict[str, list[Cost]]:
    """The costs of each hot call by its title, as often as it was made."""
    counted: dict[str, list[Cost]] = {}
    with (
        closing(connect(admin_url, database="store")) as connection,
        closing(connect(admin_url, database="performance_schema")) as admin,
        counting(admin, connection) as counter,
    ):
        # The isolation that every login of the shop has.
        rows_of(connection, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")

        def do(title: str, procedure: str, *arguments: Any) -> list[Row]:
            answers: list[Row] = []
            statement = f"CALL {procedure}({', '.join(['%s'] * len(arguments))})"
            cost = counter.count(lambda: answers.extend(rows_of(connection, statement, *arguments)))
            counted.setdefault(title, []).append(cost)
            return answers

        people = choose(connection)
        play(people, f"{time.time_ns():x}", do)
    return counted


def rows_of(connection: MySQLConnectionAbstract, sql: str, *arguments: Any) -> list[Row]:
    """The first rows that a statement answers with, after all of its results."""
    first: list[Row] = []
    with closing(connection.cursor(dictionary=True)) as cursor:
        cursor.execute(sql, arguments)
        while True:
            found = cursor.fetchall() if cursor.description else []
            first = first or [dict(row) for row in found]  # type: ignore[arg-type]
            if not cursor.nextset():
                return first
