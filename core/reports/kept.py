"""Answers that may be as old as a definition says: kept in Redis by statement and values.

What a person may not see is not in the statement, and who asks is one of its values: so nobody
meets an answer of somebody else. What Redis holds is only ever shown, never made into SQL.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import redis

from core.redis_breaker import RedisBreaker
from core.reports.page import Reader
from core.reports.parts import Statement

PREFIX = "report:"
BREAKER = RedisBreaker()
Rows = list[dict[str, Any]]


class Kept:
    """A reader that asks another one only for what is not kept, or is too old."""

    def __init__(self, reader: Reader, client: redis.Redis, seconds: int) -> None:
        self._reader = reader
        self._client = client
        self._seconds = seconds

    def rows(self, statement: Statement) -> Rows:
        """All rows of a statement."""
        said = json.dumps([statement.text, statement.arguments], default=str)
        key = PREFIX + hashlib.sha256(said.encode()).hexdigest()
        kept = BREAKER.ask(lambda: self._client.get(key), lambda: None)
        if isinstance(kept, bytes):
            found: Rows = json.loads(kept, object_hook=_thawed)
            return found
        rows = self._reader.rows(statement)
        frozen = json.dumps(rows, default=_frozen)
        BREAKER.ask(lambda: self._client.set(key, frozen, ex=self._seconds), lambda: None)
        return rows


def _frozen(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"$time": value.isoformat()}
    if isinstance(value, date):
        return {"$date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"$decimal": str(value)}
    return bytes(value).decode(errors="replace")


THAW: Mapping[str, Callable[[str], Any]] = {
    "$time": datetime.fromisoformat,
    "$date": date.fromisoformat,
    "$decimal": Decimal,
}


def _thawed(found: dict[str, Any]) -> Any:
    for name, make in THAW.items():
        if len(found) == 1 and name in found:
            return make(found[name])
    return found
