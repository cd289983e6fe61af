"""CALLs of the import procedures: rows go in as JSON, counts come back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import count
from typing import Any, Literal

import orjson
from mysql.connector import DatabaseError, errorcode
from mysql.connector.abstracts import MySQLConnectionAbstract

from core import email_address
from core.db.failures import DRIVER_ERRORS

Kind = Literal["categories", "products", "customers", "orders"]
Row = Mapping[str, Any]
DEADLOCK_TRIES = 4
# The same customers order again and again.
_email = lru_cache(maxsize=65536)(email_address.normalized)


def call(connection: MySQLConnectionAbstract, procedure: str, *arguments: Any) -> list[Any]:
    """CALL a procedure and return the first row of its answer; what fails is rolled back.

    A statement that is killed runs no handler, and the next CALL would commit its first half.
    """
    try:
        return _call(connection, procedure, arguments)
    except BaseException:
        # If the connection is gone, so is the transaction.
        with suppress(*DRIVER_ERRORS):
            connection.rollback()
        raise


def _call(
    connection: MySQLConnectionAbstract, procedure: str, arguments: Sequence[Any]
) -> list[Any]:
    """Errors may come as late as with the last result."""
    marks = ", ".join(["%s"] * len(arguments))
    answer: list[Any] = []
    with connection.cursor() as cursor:
        cursor.execute(f"CALL {procedure}({marks})", arguments)
        while True:
            # Only an answer has columns; the end of the CALL has none.
            if cursor.description:
                rows = cursor.fetchall()
                answer = answer or [value for row in rows[:1] for value in row]
            if not cursor.nextset():
                return answer


def _in_stored_form(row: Row) -> Row:
    return {**row, "email": _email(row["email"])} if "email" in row else row


class Import:
    """An import from one source by the importer's session; what the shop has is left alone."""

    def __init__(self, connection: MySQLConnectionAbstract, session: str, source: str) -> None:
        self.connection = connection
        self._from = (session, source)
        self._batches = count(1)

    def begin(self) -> None:
        """Forget what an import that was cut short has staged."""
        call(self.connection, "import_begin", *self._from)

    def products(self, categories: Iterable[Row], rows: Iterable[Row]) -> int:
        """Take products over, and the tree they stand in; the number of new ones."""
        return self._take("import_products", {"categories": categories, "products": rows})

    def customers(self, rows: Iterable[Row]) -> int:
        """Take customers over; the number of new ones."""
        return self._take("import_customers", {"customers": rows})

    def orders(self, rows: Iterable[Row], connection: MySQLConnectionAbstract | None = None) -> int:
        """Take orders with their lines over; the number of new ones."""
        return self._take("import_orders", {"orders": rows}, connection)

    def _take(
        self,
        procedure: str,
        kinds: Mapping[Kind, Iterable[Row]],
        connection: MySQLConnectionAbstract | None = None,
    ) -> int:
        connection = connection or self.connection
        batch = (*self._from, next(self._batches))
        for kind, rows in kinds.items():
            text = orjson.dumps([_in_stored_form(row) for row in rows]).decode()
            call(connection, "import_stage", *batch, kind, text)
        for _ in range(DEADLOCK_TRIES):
            try:
                return int(call(connection, procedure, *batch)[0])
            except DatabaseError as error:
                # The batch was rolled back and is still staged.
                if error.errno != errorcode.ER_LOCK_DEADLOCK:
                    raise
        return int(call(connection, procedure, *batch)[0])
