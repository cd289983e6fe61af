"""Products as JSON: what is cached, and what is read fresh beside it."""

from __future__ import annotations

from typing import Any

import orjson

from api.http.answers import dumps
from core.db import Row

MEDIA = "/media/"


def item(row: Row, currency: str) -> dict[str, Any]:
    """A product without its availability, which changes more often than all of this."""
    pictures = orjson.loads(row["images"]) if row["images"] else []
    # The least price of its variants.
    price = str(row["price"])
    return {
        "id": row["product_id"],
        "sku": row["sku"],
        "slug": row["slug"],
        "name": row["name"],
        "description": row["description"],
        "price": price,
        "price_max": str(row["price_max"]),
        "current_price": price,
        "promotion": None,
        "currency": currency,
        "tax_rate": str(row["tax_rate"]),
        "category": {"slug": row["category_slug"], "name": row["category_name"]},
        "images": [{"url": MEDIA + each["path"], "alt": each["alt"]} for each in pictures],
        "attributes": orjson.Fragment(row["attributes"]),
        "rating": None,
        "created_at": row["created_at"],
        "updated_at": row["updated_at"],
        "version": row["version"],
    }


def detail(row: Row, currency: str) -> dict[str, Any]:
    """A product with its options and variants, and for staff with its status and stock."""
    options = orjson.loads(row["options"])
    names = [each["name"] for each in options]
    found = {
        **item(row, currency),
        "options": options,
        "variants": [_variant(each, names) for each in orjson.loads(row["variants"])],
        "available": int(row["available"]),
    }
    if row.get("status"):
        found["status"] = row["status"]
        found |= {name: int(row[name]) for name in ("on_hand", "reserved")}
    return found


def _variant(found: dict[str, Any], options: list[str]) -> dict[str, Any]:
    image = found["image"]
    return {
        **found,
        "values": dict(zip(options, found["values"], strict=False)),
        "image": MEDIA + image if image else None,
    }


def open_ended(row: Row, currency: str) -> bytes:
    """The JSON of an item up to where its availability goes."""
    return dumps(item(row, currency))[:-1] + b',"available":'
