"""Orders of long ago, as an import brings them: days that no order of today can have."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from tests.support.shop import Person, Shop, unique


def sold(
    shop: Shop, at: datetime, items: dict[int, tuple[int, str]], person: Person | None = None
) -> int:
    """The id of an order sold at a time (UTC): its products, how many, for how much in all."""
    buyer = person or shop.register()
    total = sum((Decimal(amount) for _, amount in items.values()), Decimal())
    root = shop.admin
    root.execute(
        "INSERT INTO orders (user_id, placed_at, is_imported, import_reference)"
        " VALUES (%s, %s, TRUE, %s)",
        buyer.id,
        at,
        unique("past"),
    )
    order = int(root.value("SELECT MAX(order_id) FROM orders"))
    for line_no, (product, (quantity, amount)) in enumerate(items.items(), 1):
        root.execute(
            "INSERT INTO order_lines (order_id, line_no, variant_id, line_qty, gross_amount)"
            " VALUES (%s, %s, %s, %s, %s)",
            order,
            line_no,
            shop.variant(product),
            quantity,
            amount,
        )
    root.execute(
        "INSERT INTO payments (order_id, payment_method_code, amount, created_at)"
        " VALUES (%s, 'history', %s, %s)",
        order,
        total,
        at,
    )
    root.execute(
        "INSERT INTO payment_entries (order_id, payment_id, payment_entry_kind_code, amount,"
        " created_at) SELECT order_id, payment_id, 'capture', amount, created_at FROM payments"
        " WHERE order_id = %s",
        order,
    )
    root.execute(
        "INSERT INTO order_status_changes (order_id, order_status_code, changed_at)"
        " VALUES (%s, 'delivered', %s)",
        order,
        at,
    )
    root.execute("INSERT INTO sales_facts_due VALUES (%s)", order)
    return order
