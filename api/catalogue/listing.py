"""The product list: the catalogue part from the cache, availability always fresh."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from marshmallow import ValidationError

from api.catalogue import items
from api.catalogue.cache import Entry, ListCache
from api.catalogue.queries import ProductList
from api.catalogue.schemas import ProductsQuery
from api.http.answers import dumps
from api.http.headers import digest
from core.db import Database, Row
from core.settings import Settings

FRESH = (
    "SELECT s.version, a.product_id, a.available FROM catalogue_state AS s"
    " LEFT JOIN product_availability AS a ON a.product_id IN ({ids})"
)
LONGEST_QUERY = 2000
MOST_TOTALS = 1024
schema = ProductsQuery()


class Listing:
    """Answers product list queries of one application."""

    def __init__(self, db: Database, settings: Settings, cache: ListCache) -> None:
        self._db = db
        self._settings = settings
        self._cache = cache
        self._totals: dict[tuple[int, str], Row] = {}

    def body(self, query_string: str) -> tuple[bytes, str]:
        """The JSON of a page and its tag; from the cache, if the catalogue is what it was."""
        query, name, filters = parsed(query_string)
        seconds = self._settings.integer("product_list_seconds")
        is_cached = seconds > 0 and "in_stock" not in query
        entry = self._cache.get(name) if is_cached else None
        if entry:
            available = self._available(entry)
            if available is not None:
                return _body(entry, available)
        entry, available = self._read(query, filters, seconds)
        if is_cached and entry.version:
            self._cache.put(name, entry, seconds)
        return _body(entry, available)

    def _available(self, entry: Entry) -> list[int] | None:
        """Availability of the entry's products; None if the catalogue has moved on."""
        rows = self._db.raw(FRESH.format(ids=entry.id_list))
        if int(rows[0][0]) != entry.version:
            return None
        found = dict.fromkeys(entry.ids, 0)
        # A row for each variant and location; only an empty page has one without a product.
        for _, product_id, available in rows:
            if product_id is not None:
                found[int(product_id)] += int(available)
        return [*found.values()]

    def _read(self, query: dict[str, Any], filters: str, seconds: int) -> tuple[Entry, list[int]]:
        asked = ProductList(self._db, query)
        rows = asked.rows()
        version = rows[0]["catalogue_version"] if rows else 0
        total = self._total(asked, version, filters)
        currency = self._settings.text("currency")
        page = {"page": query["page"], "page_size": query["page_size"], **total}
        entry = Entry(
            version,
            time.time() + seconds,
            tuple(row["product_id"] for row in rows),
            tuple(items.open_ended(row, currency) for row in rows),
            b"}]," + dumps(page)[1:],
        )
        return entry, [row["available"] for row in rows]

    def _total(self, asked: ProductList, version: int, filters: str) -> Row:
        """The total: as long as the catalogue stays, so does what was counted."""
        cap = self._settings.integer("list_total_cap")
        if asked.asks_stock or not version:
            return asked.total(cap)
        key = (version, f"{cap} {filters}")
        total = self._totals.get(key)
        if total is None:
            if len(self._totals) >= MOST_TOTALS:
                self._totals.clear()
            total = self._totals[key] = asked.total(cap)
        return total


def _body(entry: Entry, available: list[int]) -> tuple[bytes, str]:
    counts = [b"%d" % count for count in available]
    items = [head + count for head, count in zip(entry.heads, counts, strict=True)]
    body = b'{"items":[' + b"},".join(items) + (entry.tail if items else entry.tail[1:])
    # What is the same until the catalogue changes was looked at when the entry was made.
    return body, digest(entry.tag + b",".join(counts))


@lru_cache(maxsize=4096)
def parsed(query_string: str) -> tuple[dict[str, Any], str, str]:
    """The validated query, its name in the cache, and that of its filters alone."""
    if len(query_string) > LONGEST_QUERY:
        raise ValidationError({"query": [f"At most {LONGEST_QUERY} characters."]})
    given: dict[str, str] = {}
    for name, value in parse_qsl(query_string, keep_blank_values=True, errors="surrogateescape"):
        if name in given:
            raise ValidationError({name: ["Stands there twice."]})
        given[name] = value
    query = schema.load(given)
    filters = {
        name: value for name, value in query.items() if name not in ("page", "page_size", "sort")
    }
    return query, _named(query), _named(filters)


def _named(query: dict[str, Any]) -> str:
    return dumps(sorted(query.items())).decode()
