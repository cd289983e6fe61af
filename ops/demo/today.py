"""Orders under way: placed, paid and moved through the procedures that the API calls."""

from __future__ import annotations

import json
import random
from typing import Any

from mysql.connector.abstracts import MySQLConnectionAbstract

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
    SELECT u.user_id, MIN(a.address_id)
    FROM users AS u INNER JOIN addresses AS a ON u.user_id = a.user_id
    WHERE u.email LIKE 'customer%@storekeeper.example'
    GROUP BY u.user_id
    ORDER BY u.user_id
"""


def orders(connection: MySQLConnectionAbstract, chance: random.Random) -> int:
    """Place the orders, unless the shop has had any that did not come by import."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM orders WHERE NOT is_imported)")
        if _scalar(cursor.fetchone()):
            return 0
        cursor.execute("SELECT user_id FROM users WHERE email = 'admin@storekeeper.example'")
        admin = _scalar(cursor.fetchone())
        cursor.execute(_PEOPLE)
        people: list[Any] = chance.sample(cursor.fetchall(), len(JOURNEYS))
        cursor.execute("SELECT product_id FROM product_availability WHERE available > 100")
        products = sorted(_scalar(row) for row in cursor.fetchall())
    for (user, address), journey in zip(people, JOURNEYS, strict=True):
        for product in chance.sample(products, chance.randint(1, 3)):
            call(connection, "cart_item_add", user, None, product, str(chance.randint(1, 2)))
        key = f"demo-{user}"
        placed = call(connection, "order_place", user, key, address, None, "standard", "")
        order = json.loads(placed[0])
        for status in journey:
            if status == "paid":
                call(connection, "payment_bobi_take", user, key, order["id"], order["total"])
            else:
                call(connection, "order_status_set", admin, order["id"], status, "")
    return len(JOURNEYS)


def _scalar(row: Any) -> int:
    return int(row[0])
