"""Write the codes that the OpenAPI document lists from the tables that are their only list."""

from __future__ import annotations

from pathlib import Path

from ops.migrations.session import Session

FILE = Path("api/http/enums.py")
_LISTS = {
    "ORDER_STATUSES": "SELECT order_status_code FROM order_statuses ORDER BY position",
    "PAYMENT_METHODS": (
        "SELECT payment_method_code FROM payment_methods WHERE is_offered ORDER BY 1"
    ),
    # The others are constraints, which clients see as one of these.
    "PROBLEMS": "SELECT problem_code FROM problems WHERE public_code IS NULL ORDER BY 1",
    "PRODUCT_STATUSES": "SELECT product_status_code FROM product_statuses ORDER BY 1",
    "STOCK_ENTRY_KINDS": "SELECT stock_entry_kind_code FROM stock_entry_kinds ORDER BY 1",
}


def enums_module(session: Session) -> str:
    """The Python module with these lists as they are in the database."""
    parts = ['"""Codes by their tables. Written by ./store db generate from the seeds."""\n']
    for name, sql in _LISTS.items():
        rows = "".join(f'    "{code}",\n' for (code,) in session.rows(sql))
        parts.append(f"{name} = [\n{rows}]\n")
    return "\n".join(parts)
