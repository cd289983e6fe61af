"""The hot calls with their arguments, in the order in which a customer's life makes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
# Makes a CALL on the counted connection under a title of the budget table; its first rows.
Do = Callable[..., list[Row]]
CHECKOUT = (
    "cart_item_add",
    "cart_item_add",
    "cart_item_add",
    "order_place, known address",
    "payment_bobi_take",
)
ADDRESS = {
    "name": "Ada Byron",
    "line1": "1 Long Lane",
    "city": "Sofia",
    "postal_code": "1000",
    "country": "BG",
    "phone": "+359888123456",
}


@dataclass(frozen=True)
class People:
    """Who acts, and what is bought."""

    customer: int
    staff: int
    products: Sequence[int]


def demo_people(rows: Callable[[str], list[Row]]) -> People:
    """A customer, staff and three products of the demo shop."""
    users = {
        row["email"]: row["user_id"]
        for row in rows("SELECT email, user_id FROM users WHERE email LIKE '%@storekeeper.example'")
    }
    sold = rows("SELECT product_id FROM product_cards WHERE is_sold ORDER BY product_id LIMIT 3")
    return People(
        users["customer64@storekeeper.example"],
        users["admin@storekeeper.example"],
        [row["product_id"] for row in sold],
    )


def play(people: People, unique: str, do: Do) -> None:
    """Two checkouts: the address is typed in for the first time, then again; then shipping."""
    new = {**ADDRESS, "line1": f"2 New Lane {unique}"}
    for number, (title, address) in enumerate(
        [("order_place, new address", new), ("order_place, known address", new)]
    ):
        for product in people.products:
            do("cart_item_add", "cart_item_add", people.customer, None, product, "1")
        key = f"costs-{unique}-{number}"
        placed = do(
            title,
            "order_place",
            people.customer,
            key,
            None,
            json.dumps(address),
            "standard",
            None,
        )
        order = json.loads(placed[0]["document"])
        payment = people.customer, f"{key}-pay", order["id"], order["total"]
        do("payment_bobi_take", "payment_bobi_take", *payment)
    for status in ("processed", "shipped"):
        do(
            f"order_status_set, {status}",
            "order_status_set",
            people.staff,
            order["id"],
            status,
            None,
        )
    lease = f"costs-{unique}"[:36]
    for mail in do("mail_claim", "mail_claim", lease, 2):
        do("mail_sent", "mail_sent", mail["mail_id"], lease)
