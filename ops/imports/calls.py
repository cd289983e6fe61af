"""CALLs of the import procedures: rows go in as JSON, counts come back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import orjson
from mysql.connector.abstracts import MySQLConnectionAbstract

Kind = Literal["categories", "products", "customers", "orders"]
Row = Mapping[str, Any]


def call(connection: MySQLConnectionAbstract, procedure: str, *arguments: Any) -> list[Any]:
    """CALL a procedure and return the first row of its answer; errors may come late."""
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


class Import:
    """An import from one source; what the shop already has is left alone."""

    def __init__(self, connection: MySQLConnectionAbstract, source: str) -> None:
        self.connection = connection
        self.source = source

    def stage(self, kind: Kind, rows: Sequence[Row]) -> None:
        """Lay rows down as they came."""
        call(self.connection, "import_stage", self.source, kind, orjson.dumps(rows).decode())

    def categories(self, rows: Sequence[Row]) -> None:
        """Stage the category tree; it is taken over with the next products."""
        self.stage("categories", rows)

    def products(self, rows: Sequence[Row]) -> int:
        """Take products over; the number of new ones."""
        return self._take("products", "import_products", rows)

    def customers(self, rows: Sequence[Row]) -> int:
        """Take customers over; the number of new ones."""
        return self._take("customers", "import_customers", rows)

    def orders(self, rows: Sequence[Row]) -> int:
        """Take orders with their lines over; the number of new ones."""
        return self._take("orders", "import_orders", rows)

    def _take(self, kind: Kind, procedure: str, rows: Sequence[Row]) -> int:
        self.stage(kind, rows)
        return int(call(self.connection, procedure, self.source)[0])
