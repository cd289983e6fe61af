"""The part of a list that a query asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.services import services
from core.db import Row
from core.db.reads import Asked


def listed(rows: Asked, query: Mapping[str, Any], order: Sequence[str] = ()) -> Row:
    """The rows after a cursor, or a page with its total; `order` holds where none is asked for."""
    if "after" in query:
        return rows.after(int(query["after"]), query["page_size"])
    cap = services().settings.integer("list_total_cap")
    return rows.page(query.get("sort") or order, query["page"], query["page_size"], cap)
