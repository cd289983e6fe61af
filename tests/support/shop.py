"""People, goods and orders in a few words, made by the same CALLs that the API makes."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import secrets
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
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
# Whether what `half_done` began was committed.
HALF = "SELECT COUNT(*) FROM store.captchas WHERE captcha_id = 'half-done'"
# Staff logs in anew before its secret has run out.
STAFF_SECONDS = 300
# An id that no row has.
NOBODY = 10**9
_numbers = itertools.count(1)


def unique(prefix: str = "t") -> str:
    """A name that no other test, worker or run has."""
    return f"{prefix}-{os.getpid()}-{next(_numbers)}"


def new_key() -> str:
    """A fresh Idempotency-Key."""
    return str(uuid.uuid4())


def new_client() -> str:
    """An address that nobody else has: what a client does is counted."""
    number = next(_numbers)
    return f"198.51.{number // 250}.{number % 250 + 1}"


@dataclass(frozen=True)
class Person:
    """A user who may call procedures by the secret of a session."""

    id: int
    email: str
    session: str


def new_secret() -> str:
    """A fresh secret of a session."""
    return secrets.token_hex(16)


class Shop:
    """A shop that makes what a test needs; each row is the test's own."""

    def __init__(self, stack: Stack) -> None:
        self.api = Login(stack.url("api"))
        self.worker = Login(stack.url("worker"))
        self.admin = Login(stack.url("admin"), database="store")
        # The secrets of the shop's own processes, by kind: api, worker, clock, importer.
        self.services = {
            kind: stack.env[f"STORE_{kind.upper()}_SESSION"]
            for kind in ("api", "worker", "clock", "importer")
        }
        self._staff: dict[str, tuple[Person, float]] = {}
        self._category: str | None = None

    def close(self) -> None:
        """End the connections."""
        for login in (self.api, self.worker, self.admin):
            login.close()

    def work(self, procedure: str, *args: Any) -> list[dict[str, Any]]:
        """What the mail or export worker does by a CALL."""
        return self.worker.call(procedure, self.services["worker"], *args)

    def tick(self, procedure: str, *args: Any) -> list[dict[str, Any]]:
        """What the clock does by a CALL."""
        return self.worker.call(procedure, self.services["clock"], *args)

    def captcha(self, answer: str = "ABCDE", address: str | None = None) -> str:
        """A captcha with a known answer."""
        row = self.api.call("captcha_create", answer, address or new_client())[0]
        return str(row["captcha_id"])

    def register(self, email: str | None = None, **fields: Any) -> Person:
        """A customer who has not followed the link yet, logged in."""
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
            new_client(),
        )[0]
        return Person(row["id"], row["email"], self.log_in(row["email"]))

    def log_in(self, email: str, refresh: str | None = None) -> str:
        """The secret of a new session of a user."""
        access = new_secret()
        self.api.call(
            "session_open",
            email,
            PASSWORD_HASH,
            access,
            refresh or new_secret(),
            "test",
            new_client(),
            None,
        )
        return access

    def verification_token(self, person: Person) -> str:
        """The token of a verification mail that is in the hands of the worker."""
        token, lease = new_secret(), str(uuid.uuid4())
        self.relay()
        mail_id = self.admin.value(
            "SELECT m.mail_id FROM mails AS m INNER JOIN events AS e USING (event_id)"
            " WHERE e.user_id = %s ORDER BY m.mail_id DESC LIMIT 1",
            person.id,
        )
        # This mail alone is claimed: others belong to other tests.
        self.admin.execute(
            "UPDATE mails SET state = 'sending', lease_token = %s, attempts = attempts + 1,"
            " due_at = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR WHERE mail_id = %s AND state <> 'sent'",
            lease,
            mail_id,
        )
        digest = hashlib.sha256(token.encode()).hexdigest()
        self.work("email_verification_issue", mail_id, lease, digest)
        return token

    def relay(self) -> None:
        """Pass on all events that wait."""
        while self.work("events_relay", 100)[0]["relayed"]:
            continue

    def take_sales(self) -> None:
        """Bring all that was sold into the facts of sales."""
        self.relay()
        while not (rows := self.tick("sales_facts_take", 1000)) or rows[0]["taken"]:
            continue

    def customer(self, **fields: Any) -> Person:
        """A verified customer with an empty cart."""
        person = self.register(**fields)
        self.admin.execute(
            "UPDATE users SET verified_at = UTC_TIMESTAMP(6) WHERE user_id = %s", person.id
        )
        return person

    def staff(self, role: str = "admin") -> Person:
        """The member of staff who plays this role; one per role and run."""
        if role not in self._staff:
            person = self.customer(name=f"Staff {role}")
            self.admin.execute("UPDATE users SET is_staff = TRUE WHERE user_id = %s", person.id)
            self.admin.execute(
                "INSERT INTO user_roles (user_id, role_code) VALUES (%s, %s)", person.id, role
            )
            self._staff[role] = person, time.monotonic()
        person, since = self._staff[role]
        if time.monotonic() - since > STAFF_SECONDS:
            person = replace(person, session=self.log_in(person.email))
            self._staff[role] = person, time.monotonic()
        return person

    def category(self, parent: str | None = None, **fields: Any) -> str:
        """The slug of a new category."""
        name = unique("category")
        given = {"name": name, "slug": name, "parent": parent, **fields}
        wanted = {key: value for key, value in given.items() if value is not None}
        row = self.api.call("category_create", self.staff().session, json.dumps(wanted))[0]
        return str(row["slug"])

    def product(self, price: str = "10.00", stock: int = 10, **fields: Any) -> int:
        """The id of a new product with pieces on the shelf."""
        if "category" not in fields:
            self._category = self._category or self.category()
            fields["category"] = self._category
        sku = unique("sku")
        given = {"sku": sku, "name": f"Thing {sku}", "price": price, **fields}
        row = self.api.call("product_create", self.staff().session, json.dumps(given))[0]
        product_id = int(row["product_id"])
        if stock:
            self.receive(self.variant(product_id), stock)
        return product_id

    def variant(self, product_id: int, position: int = 0) -> int:
        """The id of a variant of a product: the only one, or the one at a position."""
        return int(
            self.admin.value(
                "SELECT variant_id FROM variants WHERE product_id = %s AND position = %s",
                product_id,
                position,
            )
        )

    def receive(self, variant_id: int, quantity: int) -> None:
        """Pieces arrive from a supplier."""
        self.api.call(
            "stock_entry_add", self.staff().session, variant_id, None, quantity, "receipt", None
        )

    @contextmanager
    def setting(self, code: str, value: str) -> Iterator[None]:
        """A setting that is another one for a while."""
        before = self.admin.value("SELECT value FROM settings WHERE setting_code = %s", code)
        self.api.call("setting_update", self.staff().session, code, value, None)
        try:
            yield
        finally:
            self.api.call("setting_update", self.staff().session, code, before, None)

    def count(self, variant_id: int, counted: int) -> None:
        """Staff counts what lies on the shelf."""
        self.api.call("stock_count", self.staff().session, variant_id, None, counted, None)

    def stock(self, product_id: int) -> tuple[int, int]:
        """Pieces on hand and pieces reserved, over all variants and locations."""
        row = self.admin.rows(
            "SELECT CAST(SUM(on_hand_qty) AS SIGNED) AS on_hand,"
            " CAST(SUM(reserved_qty) AS SIGNED) AS reserved FROM stock WHERE product_id = %s",
            product_id,
        )[0]
        return row["on_hand"], row["reserved"]

    def fill_cart(self, person: Person, items: dict[int, int]) -> dict[str, Any]:
        """Put products into the cart of a user; the cart as it is then."""
        document = "{}"
        for product_id, quantity in items.items():
            row = self.api.call(
                "cart_item_add", person.session, None, product_id, None, quantity, new_client()
            )[0]
            document = row["document"]
        return dict(json.loads(document))

    def place(self, person: Person, key: str | None = None, **fields: Any) -> dict[str, Any]:
        """Order what is in the cart; the order as its customer sees it."""
        given = {"address_id": None, "shipping": "standard", "note": None, **fields}
        address = None if given["address_id"] else json.dumps(given.get("address", ADDRESS))
        row = given.get("login", self.api).call(
            "order_place",
            person.session,
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
        """A placed order that waits for payment, with the session of its customer."""
        buyer = person or self.customer()
        self.fill_cart(buyer, items or {self.product(): 1})
        return {**self.place(buyer), "session": buyer.session}

    def pay(self, order: dict[str, Any], key: str | None = None) -> dict[str, Any]:
        """Pay the exact price by Bobi; the payment as its customer sees it."""
        row = self.api.call(
            "payment_bobi_take", order["session"], key or new_key(), order["id"], order["total"]
        )[0]
        return dict(json.loads(row["document"]))

    def paid_order(
        self, person: Person | None = None, items: dict[int, int] | None = None
    ) -> dict[str, Any]:
        """An order that is paid."""
        order = self.order(person, items)
        self.pay(order)
        return order

    def refund(
        self, order: dict[str, Any], amount: str | None = None, key: str | None = None
    ) -> dict[str, Any]:
        """Staff gives money back, all of it unless an amount is named; the order then."""
        row = self.api.call(
            "payment_refund", self.staff().session, key or new_key(), order["id"], amount, None
        )[0]
        return dict(json.loads(row["document"]))

    def move(self, order: dict[str, Any], *statuses: str) -> dict[str, Any]:
        """Staff moves an order along; the order as it is then."""
        document = "{}"
        for status in statuses:
            row = self.api.call(
                "order_status_set", self.staff().session, order["id"], status, None, None
            )[0]
            document = row["document"]
        return dict(json.loads(document))

    def overdue_order(
        self, person: Person | None = None, items: dict[int, int] | None = None, **fields: Any
    ) -> dict[str, Any]:
        """An order that should have been paid half an hour before it was placed."""
        setting = (
            "UPDATE settings SET min_value = %s, value = %s"
            " WHERE setting_code = 'reservation_minutes'"
        )
        buyer = person or self.customer()
        self.fill_cart(buyer, {self.product(): 1} if items is None else items)
        self.admin.execute(setting, -1000, "-30")
        try:
            return {**self.place(buyer, **fields), "session": buyer.session}
        finally:
            self.admin.execute(setting, 1, "60")

    def age_audit(self, most: int = 10**9) -> None:
        """What has no seal yet, at most so many entries, is old enough for one."""
        last = self.admin.value("SELECT MAX(last_entry_id) FROM store_audit.seals") or 0
        self.admin.execute(
            "UPDATE store_audit.entries SET happened_at = happened_at - INTERVAL 10 MINUTE"
            " WHERE entry_id > %s AND entry_id <= %s",
            last,
            last + most,
        )

    @contextmanager
    def at(self, time: str) -> Iterator[None]:
        """The administrator writes at another time: only root makes the guards so patient."""
        patience = self.admin.value("SELECT @@GLOBAL.innodb_lock_wait_timeout")
        self.admin.execute("SET GLOBAL innodb_lock_wait_timeout = 1073741824")
        self.admin.execute(f"SET SESSION timestamp = UNIX_TIMESTAMP({time})")
        try:
            yield
        finally:
            self.admin.execute("SET SESSION timestamp = DEFAULT")
            self.admin.execute("SET GLOBAL innodb_lock_wait_timeout = %s", patience)

    def expire(self, order: dict[str, Any]) -> None:
        """The clock expires what is overdue, until it was this order's turn."""
        while (rows := self.tick("order_expire_next"))[0]["order_id"] != order["id"]:
            assert rows
