"""The catalogue part of product lists, kept in Redis and at hand; availability never is."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

import orjson
import redis

KEY = "products:"
AT_HAND = 512
# While Redis is away nobody waits for it at every request.
AWAY_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the list at one version of the catalogue; `heads` lack their availability."""

    version: int
    until: float
    ids: tuple[int, ...]
    heads: tuple[str, ...]
    tail: str


class ListCache:
    """Entries by query. A stale one does no harm: readers compare its version."""

    def __init__(self, client: redis.Redis) -> None:
        self._client = client
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._lock = Lock()
        self._away_until = 0.0

    def get(self, query: str) -> Entry | None:
        """The entry of a query, if there is one that has not run out."""
        entry = self._entries.get(query)
        if entry and entry.until > time.time():
            return entry
        if time.monotonic() < self._away_until:
            return None
        try:
            data = self._client.get(KEY + query)
        except redis.RedisError:
            self._away_until = time.monotonic() + AWAY_SECONDS
            return None
        entry = _read(data) if isinstance(data, bytes) else None
        if entry:
            self._keep(query, entry)
        return entry

    def put(self, query: str, entry: Entry, seconds: int) -> None:
        """Keep an entry for so long."""
        self._keep(query, entry)
        if time.monotonic() < self._away_until:
            return
        try:
            self._client.set(KEY + query, _write(entry), ex=seconds)
        except redis.RedisError:
            self._away_until = time.monotonic() + AWAY_SECONDS

    def _keep(self, query: str, entry: Entry) -> None:
        with self._lock:
            self._entries[query] = entry
            self._entries.move_to_end(query)
            if len(self._entries) > AT_HAND:
                self._entries.popitem(last=False)


def _write(entry: Entry) -> bytes:
    return orjson.dumps([entry.version, entry.until, entry.ids, entry.heads, entry.tail])


def _read(data: bytes) -> Entry | None:
    try:
        version, until, ids, heads, tail = orjson.loads(data)
        return Entry(int(version), float(until), tuple(ids), tuple(heads), str(tail))
    except (ValueError, TypeError):
        return None
