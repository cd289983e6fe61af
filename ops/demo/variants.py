"""Products that come in sizes and colours: the import brings one variant, staff the others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from mysql.connector.abstracts import MySQLConnectionAbstract

from ops.imports.calls import call

_VARIANT = """
    SELECT v.product_id, p.version, p.variant_count, v.variant_id, s.on_hand_qty
    FROM variants AS v
    INNER JOIN products AS p ON v.product_id = p.product_id
    INNER JOIN stock AS s ON v.variant_id = s.variant_id
    WHERE v.sku = %s
"""


def offer(
    connection: MySQLConnectionAbstract, admin: str, products: Iterable[Mapping[str, Any]]
) -> None:
    """Give each product its options and variants; what it has already is left alone."""
    for product in products:
        if "options" in product:
            *seen, variants, _, _ = _found(connection, product["sku"])
            if variants == 1:
                options = json.dumps(product["options"])
                call(connection, "product_options_set", admin, *seen, options)
            for variant in product["variants"]:
                _add(connection, admin, product["sku"], variant)


def _add(
    connection: MySQLConnectionAbstract, admin: str, product_sku: str, variant: Mapping[str, Any]
) -> None:
    if not _found(connection, variant["sku"]):
        fields = json.dumps({name: variant[name] for name in ("sku", "price", "values")})
        product_id, version, *_ = _found(connection, product_sku)
        call(connection, "variant_create", admin, product_id, version, fields)
    *_, variant_id, on_hand = _found(connection, variant["sku"])
    if not on_hand:
        received = (variant_id, None, variant["opening"], "receipt", None)
        call(connection, "stock_entry_add", admin, *received)


def sold(products: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """All that has a SKU and a price of its own."""
    return [
        {**product, **variant}
        for product in products
        for variant in ({}, *product.get("variants", ()))
    ]


def _found(connection: MySQLConnectionAbstract, sku: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(_VARIANT, (sku,))
        return cursor.fetchone()
