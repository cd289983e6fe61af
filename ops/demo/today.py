"""Orders under way: placed, paid and moved through the procedures that the API calls."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from typing import Any

from mysql.connector.abstracts import MySQLConnectionAbstract

from ops.demo.sessions import ADDRESS, logged_in
from ops.imports.calls import call

# How far each order goes; what waits for payment expires by itself.
JOURNEYS = [
    *[["paid", "processed", "shipped"]] * 7,
    *[["paid", "processed"]] * 5,
    *[["paid"]] * 5,
    *[[]] * 4,
    ["paid", "processed", "shipped", "delivered"],
    ["paid", "refunded"],
    ["cancelled"],
]
_PEOPLE = """
    SELECT u.email, MIN(a.address_id)
    FROM users AS u INNER JOIN addresses AS a ON u.user_id = a.user_id
    WHERE u.email LIKE 'customer%@storekeeper.example'
    GROUP BY u.user_id
    ORDER BY u.user_id
"""
_GOODS = """
    SELECT s.product_id, s.variant_id
    FROM stock AS s INNER JOIN sellable_variants AS v ON s.variant_id = v.variant_id
    WHERE s.on_hand_qty - s.reserved_qty > 100
    ORDER BY s.variant_id
"""


def orders(
    connection: MySQLConnectionAbstract, chance: random.Random, admin: str, password_output: str
) -> None:
    """Place the orders, unless the shop has had any that did not come by import."""
    if _rows(connection, "SELECT 1 FROM orders WHERE NOT is_imported LIMIT 1"):
        return
    people = chance.sample(_rows(connection, _PEOPLE), len(JOURNEYS))
    goods = _rows(connection, _GOODS)
    for (email, address_id), journey in zip(people, JOURNEYS, strict=True):
        with logged_in(connection, email, password_output) as customer:
            order = _placed(connection, chance, customer, address_id, goods)
            for status in journey:
                if status == "paid":
                    payment = (f"demo-{address_id}-pay", order["id"], order["total"])
                    call(connection, "payment_bobi_take", customer, *payment)
                else:
                    call(connection, "order_status_set", admin, order["id"], status, "", None)


def _placed(
    connection: MySQLConnectionAbstract,
    chance: random.Random,
    customer: str,
    address_id: int,
    goods: Sequence[Any],
) -> Any:
    for product_id, variant_id in chance.sample(goods, chance.randint(1, 3)):
        item = (product_id, variant_id, chance.randint(1, 2))
        call(connection, "cart_item_add", customer, None, *item, ADDRESS)
    key = f"demo-{address_id}"
    placed = call(connection, "order_place", customer, key, address_id, None, "standard", "")
    return json.loads(placed[0])


def _rows(connection: MySQLConnectionAbstract, query: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()
