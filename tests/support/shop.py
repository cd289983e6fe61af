"""People, goods and orders in a few words, made by the same CALLs that the API makes."""

from __future__ import annotations

import itertools
import json
import os
import uuid
from dataclasses import dataclass
from typing import Any

from tests.support.logins import Login
from tests.support.stack import Stack

# bcrypt of "storekeeper-test", so that nobody waits for it.
PASSWORD = "storekeeper-test"
PASSWORD_HASH = "$2b$04$ZqNSL195acoYNVcJ3FeDmOHW9cwfTxvpaKlZy3yhWFea.TwCHBHrO"
ADDRESS = {
    "name": "Ada Byron",
    "line1": "1 Long Lane",
    "line2": None,
    "city": "Sofia",
    "postal_code": "1000",
    "country": "BG",
    "phone": "+359888123456",
}
# An id that no row has.
NOBODY = 10**9
_numbers = itertools.count(1)


def unique(prefix: str = "t") -> str:
    """A name that no other test, worker or run has."""
    return f"{prefix}-{os.getpid()}-{next(_numbers)}"


def new_key() -> str:
    """A fresh Idempotency-Key."""
    return str(uuid.uuid4())


@dataclass(frozen=True)
class Person:
    """A user who may call procedures."""

    id: int
    email: str


class Shop:
    """A shop that makes what a test needs; each row is the test's own."""

    def __init__(self, stack: Stack) -> None:
        self.api = Login(stack.url("api"))
        self.worker = Login(stack.url("worker"))
        self.admin = Login(stack.url("admin"), database="store")
        self._staff: dict[str, Person] = {}
        self._category: str | None = None

    def close(self) -> None:
        """End the connections."""
        for login in (self.api, self.worker, self.admin):
            login.close()

    def captcha(self, answer: str = "ABCDE", address: str = "198.51.100.7") -> str:
        """A captcha with a known answer."""
        row = self.api.call("captcha_create", answer, address)[0]
        return str(row["captcha_id"])

    def register(self, email: str | None = None, **fields: Any) -> Person:
        """A customer who has not followed the link yet."""
        email = email or f"{unique('user')}@example.com"
        values = {"name": "Ada Byron", "country": "BG", "phone": None, "birth_on": None, **fields}
        row = self.api.call(
            "user_register",
            email,
            PASSWORD_HASH,
            values["name"],
            values["country"],
            values["phone"],
            values["birth_on"],
            self.captcha(),
            "abcde",
            "198.51.100.7",
        )[0]
        return Person(row["id"], row["email"])

    def verification_token(self, person: Person) -> str:
        """The token of the newest verification mail."""
        secrets = self.admin.value(
            "SELECT secrets FROM mails WHERE user_id = %s"
            " AND mail_template_code = 'email_verification' ORDER BY mail_id DESC LIMIT 1",
            person.id,
        )
        return str(json.loads(secrets)["token"])

    def customer(self, **fields: Any) -> Person:
        """A verified customer with an empty cart."""
        person = self.register(**fields)
        self.api.call("user_verify", self.verification_token(person))
        return person

    def staff(self, role: str = "admin") -> Person:
        """The member of staff who plays this role; one per role and run."""
        if role not in self._staff:
            person = self.customer(name=f"Staff {role}")
            self.admin.execute("UPDATE users SET is_staff = TRUE WHERE user_id = %s", person.id)
            self.admin.execute(
                "INSERT INTO user_roles (user_id, role_code) VALUES (%s, %s)", person.id, role
            )
            self._staff[role] = person
        return self._staff[role]

    def category(self, parent: str | None = None, **fields: Any) -> str:
        """The slug of a new category."""
        name = unique("category")
        given = {"name": name, "slug": name, "parent": parent, **fields}
        wanted = {key: value for key, value in given.items() if value is not None}
        row = self.api.call("category_create", self.staff().id, json.dumps(wanted))[0]
        return str(row["slug"])

    def product(self, price: str = "10.00", stock: int = 10, **fields: Any) -> int:
        """The id of a new product with pieces on the shelf."""
        if "category" not in fields:
            self._category = self._category or self.category()
            fields["category"] = self._category
        sku = unique("sku")
        given = {"sku": sku, "name": f"Thing {sku}", "price": price, **fields}
        row = self.api.call("product_create", self.staff().id, json.dumps(given))[0]
        product_id = int(row["product_id"])
        if stock:
            self.receive(product_id, stock)
        return product_id

    def receive(self, product_id: int, quantity: int) -> None:
        """Pieces arrive from a supplier."""
        self.api.call("stock_move", self.staff().id, product_id, str(quantity), "receipt", None)

    def stock(self, product_id: int) -> tuple[int, int]:
        """Pieces on hand and pieces reserved."""
        row = self.admin.rows(
            "SELECT on_hand_qty, reserved_qty FROM stock WHERE product_id = %s", product_id
        )[0]
        return row["on_hand_qty"], row["reserved_qty"]

    def fill_cart(self, person: Person, items: dict[int, int]) -> dict[str, Any]:
        """Put products into the cart of a user; the cart as it is then."""
        document = "{}"
        for product_id, quantity in items.items():
            row = self.api.call("cart_item_add", person.id, None, product_id, str(quantity))[0]
            document = row["document"]
        return dict(json.loads(document))

    def place(self, person: Person, key: str | None = None, **fields: Any) -> dict[str, Any]:
        """Order what is in the cart; the order as its customer sees it."""
        given = {"address_id": None, "shipping": "standard", "note": None, **fields}
        address = None if given["address_id"] else json.dumps(given.get("address", ADDRESS))
        row = given.get("login", self.api).call(
            "order_place",
            person.id,
            key or new_key(),
            given["address_id"],
            address,
            given["shipping"],
            given["note"],
        )[0]
        return dict(json.loads(row["document"]))

    def order(
        self, person: Person | None = None, items: dict[int, int] | None = None
    ) -> dict[str, Any]:
        """A placed order that waits for payment."""
        buyer = person or self.customer()
        self.fill_cart(buyer, items or {self.product(): 1})
        return self.place(buyer)

    def pay(self, order: dict[str, Any], key: str | None = None) -> dict[str, Any]:
        """Pay the exact price by Bobi; the payment as its customer sees it."""
        row = self.api.call(
            "payment_bobi_take", order["user_id"], key or new_key(), order["id"], order["total"]
        )[0]
        return dict(json.loads(row["document"]))

    def paid_order(
        self, person: Person | None = None, items: dict[int, int] | None = None
    ) -> dict[str, Any]:
        """An order that is paid."""
        order = self.order(person, items)
        self.pay(order)
        return order

    def move(self, order: dict[str, Any], *statuses: str) -> dict[str, Any]:
        """Staff moves an order along; the order as it is then."""
        document = "{}"
        for status in statuses:
            row = self.api.call("order_status_set", self.staff().id, order["id"], status, None)[0]
            document = row["document"]
        return dict(json.loads(document))

    def overdue_order(
        self, person: Person | None = None, items: dict[int, int] | None = None, **fields: Any
    ) -> dict[str, Any]:
        """An order that was placed so long ago that it should have been paid."""
        buyer = person or self.customer()
        self.fill_cart(buyer, {self.product(): 1} if items is None else items)
        # Only root may tell the server another time.
        self.admin.execute("SET SESSION timestamp = UNIX_TIMESTAMP() - 30 * 86400")
        try:
            return self.place(buyer, login=self.admin, **fields)
        finally:
            self.admin.execute("SET SESSION timestamp = DEFAULT")

    def expire(self, order: dict[str, Any]) -> None:
        """The clock expires what is overdue, until it was this order's turn."""
        while (rows := self.worker.call("order_expire_next"))[0]["order_id"] != order["id"]:
            assert rows
