"""The catalogue part of product lists, kept in Redis and in the process; availability never is."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import orjson
import redis

from api.http.headers import digest
from core.redis_breaker import RedisBreaker

# The number is that of the form in which entries are kept.
KEY = "products:3:"
MOST_IN_PROCESS = 512
SEAL_BYTES = 32


@dataclass(frozen=True)
class Entry:
    """A page of the list at one version of the catalogue; `heads` lack their availability."""

    version: int
    until: float
    ids: tuple[int, ...]
    heads: tuple[bytes, ...]
    tail: bytes

    @cached_property
    def id_list(self) -> str:
        """The ids as SQL lists them; whatever is no number stops here."""
        return ",".join(f"{each:d}" for each in self.ids) or "NULL"

    @cached_property
    def tag(self) -> bytes:
        """What tells this content from others."""
        return digest(b"".join([*self.heads, self.tail])).encode()


class ListCache:
    """Entries by query. A stale one does no harm: readers compare its version.

    Redis has no say in what visitors see: an entry that does not bear our seal is none.
    """

    def __init__(self, client: redis.Redis, secret: str) -> None:
        self._client = client
        self._key = hashlib.sha256(f"product list {secret}".encode()).digest()
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._lock = Lock()
        self._breaker = RedisBreaker()

    def get(self, query: str) -> Entry | None:
        """The entry of a query, if there is one that has not run out."""
        entry = self._entries.get(query)
        if entry and entry.until > time.time():
            return entry
        data = self._breaker.ask(lambda: self._client.get(KEY + query), lambda: None)
        entry = self._opened(query, data) if isinstance(data, bytes) else None
        if entry:
            self._keep(query, entry)
        return entry

    def put(self, query: str, entry: Entry, seconds: int) -> None:
        """Keep an entry for some seconds, here and in Redis."""
        self._keep(query, entry)
        data = _write(entry)
        data = self._seal(query, data) + data
        self._breaker.ask(lambda: self._client.set(KEY + query, data, ex=seconds), lambda: None)

    def _opened(self, query: str, data: bytes) -> Entry | None:
        seal, rest = data[:SEAL_BYTES], data[SEAL_BYTES:]
        return _read(rest) if hmac.compare_digest(seal, self._seal(query, rest)) else None

    def _seal(self, query: str, data: bytes) -> bytes:
        """It holds for this query alone."""
        return hmac.digest(self._key, f"{query}\n".encode() + data, "sha256")

    def _keep(self, query: str, entry: Entry) -> None:
        with self._lock:
            self._entries[query] = entry
            self._entries.move_to_end(query)
            if len(self._entries) > MOST_IN_PROCESS:
                self._entries.popitem(last=False)


def _write(entry: Entry) -> bytes:
    heads = [head.decode() for head in entry.heads]
    return orjson.dumps([entry.version, entry.until, entry.ids, heads, entry.tail.decode()])


def _read(data: bytes) -> Entry:
    version, until, ids, heads, tail = orjson.loads(data)
    encoded = tuple(head.encode() for head in heads)
    return Entry(version, until, tuple(ids), encoded, tail.encode())
