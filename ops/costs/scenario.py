"""The hot calls with their arguments, in the order in which a customer's life makes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from mysql.connector.abstracts import MySQLConnectionAbstract

from ops.demo.sessions import ADMIN, log_in, password_output

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
CUSTOMER = "customer64@storekeeper.example"
PRODUCTS = "SELECT product_id FROM product_cards WHERE is_sold ORDER BY product_id LIMIT 3"
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
    """Who acts, by the secrets of their sessions, and what is bought."""

    customer: str
    staff: str
    worker: str
    products: Sequence[int]


def demo_people(connection: MySQLConnectionAbstract, password: str, worker_session: str) -> People:
    """A customer, staff and three products of the demo shop."""
    output = password_output(connection, ADMIN, password)
    customer, staff = (log_in(connection, email, output) for email in (CUSTOMER, ADMIN))
    with connection.cursor() as cursor:
        cursor.execute(PRODUCTS)
        found: list[Any] = cursor.fetchall()
    return People(customer, staff, worker_session, [int(row[0]) for row in found])


def play(people: People, unique: str, do: Do) -> None:
    """Two checkouts, the second to the same address; its way out; one more without a cart."""
    new = {**ADDRESS, "line1": f"2 New Lane {unique}"}
    for number, (title, address) in enumerate(
        [("order_place, new address", new), ("order_place, known address", new)]
    ):
        for product in people.products:
            do("cart_item_add", "cart_item_add", people.customer, None, product, None, "1", "")
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
            None,
        )
    _express(people, unique, new, do)
    _mails(people, f"costs-{unique}"[:36], do)


def _express(people: People, unique: str, address: dict[str, str], do: Do) -> None:
    """Three products in one call, paid; the price is asked for before."""
    items = [{"product_id": product, "quantity": 1} for product in people.products]
    wanted = {"items": items, "shipping_method": "standard", "address": address}
    quote = do("checkout_quote", "checkout_quote", people.customer, json.dumps(wanted))
    payment = {"method": "bobi", "amount": json.loads(quote[0]["document"])["total"]}
    request = json.dumps({**wanted, "payment": payment})
    do("checkout_place, paid", "checkout_place", people.customer, f"costs-{unique}", request, "")


def _mails(people: People, lease: str, do: Do) -> None:
    """What the mail worker does for all of it."""
    do("events_relay", "events_relay", people.worker, 100)
    for mail in do("mail_claim", "mail_claim", people.worker, lease, 2):
        do("mail_sent", "mail_sent", people.worker, mail["mail_id"], lease)
