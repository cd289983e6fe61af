"""A customer at the public contract: fills a cart, orders, pays; staff may ship what it bought."""

from __future__ import annotations

import itertools
import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.clients import Failure
from benchmarks.http import Channel, request

BASE = "/api/v1"
STAFF = "admin@storekeeper.example"
LINES = 3
# Baskets that are asked for their price before express checkouts begin.
QUOTED = 20
SHIPPED_BY = ("processed", "shipped")
# An access token lives for a quarter of an hour; a refresh costs no bcrypt.
FRESH_SECONDS = 600.0
LOGIN_SECONDS, LOGIN_PAUSE = 30.0, 0.2


@dataclass(frozen=True)
class Way:
    """How a checkout is made."""

    is_hot: bool = False
    is_express: bool = False
    is_shipped: bool = False
    # Else every second order goes to an address that the shop has not seen yet.
    knows_addresses: bool = False

    @property
    def mails(self) -> int:
        """Order placed, payment received; on its way, where it is shipped."""
        return 2 + self.is_shipped

    @property
    def text(self) -> str:
        """What one checkout consists of."""
        parts = ["POST /checkout with Bobi" if self.is_express else "3 x add to cart, order, Bobi"]
        parts += ["processed and shipped by staff"] if self.is_shipped else []
        parts += ["one product in all orders"] if self.is_hot else []
        known = "all known" if self.knows_addresses else "every second one new"
        return f"{', '.join(parts)}, its mails; addresses typed in, {known}"


@dataclass
class Baskets:
    """Which products an order holds: random ones, and the hot one if there is one."""

    products: Sequence[int]
    hot: int | None
    seed: int
    _chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._others = [product for product in self.products if product != self.hot]

    def next(self) -> list[int]:
        """The products of the next order."""
        if self.hot is None:
            return self._chance.sample(self._others, LINES)
        chosen = [self.hot, *self._chance.sample(self._others, LINES - 1)]
        self._chance.shuffle(chosen)
        return chosen


def addresses(way: Way, seed: int) -> Iterator[dict[str, str]]:
    """What the customer types in, order by order."""
    run = f"{os.getpid()}-{time.time_ns()}"
    for number in itertools.count():
        is_new = number % 2 == 1 and not way.knows_addresses
        line1 = f"{number} New Lane {run}" if is_new else f"{seed} Known Lane"
        yield {
            "name": "Ada Byron",
            "line1": line1,
            "city": "Sofia",
            "postal_code": "1000",
            "country": "BG",
            "phone": "+359888123456",
        }


class Session:
    """Somebody who is signed in, over one kept connection."""

    def __init__(self, port: int, email: str, password: str) -> None:
        self.channel = Channel(port)
        self._refresh = ""
        self._renew_at = 0.0
        self._take(self._logged_in({"email": email, "password": password}))

    def _logged_in(self, body: dict[str, str]) -> Any:
        """The answer to a login; of many at once the shop tells some to come back."""
        until = time.monotonic() + LOGIN_SECONDS
        while True:
            try:
                return self.post("/users/login", body, 200)
            except Failure as failure:
                if not str(failure).startswith("503") or time.monotonic() > until:
                    raise
                time.sleep(LOGIN_PAUSE)

    def post(self, path: str, body: Any, status: int = 201, key: str | None = None) -> Any:
        """POST, and what is answered."""
        return self.send("POST", path, body, status, key)

    def send(
        self, method: str, path: str, body: Any, status: int = 200, key: str | None = None
    ) -> Any:
        """Send a request whose answer must have this status; its JSON."""
        headers = {**self.bearer, **({"Idempotency-Key": key} if key else {})}
        self.channel.expect(request(method, BASE + path, headers, body), status)
        return self.channel.json()

    @property
    def bearer(self) -> dict[str, str]:
        """The header that says who asks; a token that is about to end is exchanged before."""
        if not self._refresh:
            return {}
        if time.monotonic() > self._renew_at:
            self._renew_at = float("inf")
            refresh = {"Authorization": f"Bearer {self._refresh}"}
            self.channel.expect(request("POST", f"{BASE}/users/refresh", refresh), 200)
            self._take(self.channel.json())
        return {"Authorization": f"Bearer {self.access}"}

    def _take(self, tokens: Any) -> None:
        self.access, self._refresh = tokens["access_token"], tokens["refresh_token"]
        self._renew_at = time.monotonic() + FRESH_SECONDS


@dataclass
class Buyer:
    """One client: checkouts, one after the other."""

    port: int
    email: str
    password: str
    baskets: Baskets
    way: Way

    def open(self) -> None:
        """Sign in; learn prices where they must be known beforehand."""
        self._session = Session(self.port, self.email, self.password)
        self._keys = (f"bench-{os.getpid()}-{time.time_ns()}-{n}" for n in itertools.count())
        self._addresses = addresses(self.way, self.baskets.seed)
        if self.way.is_shipped:
            self._staff = Session(self.port, STAFF, self.password)
        if self.way.is_express:
            self._quoted = itertools.cycle([self._quote() for _ in range(QUOTED)])

    def once(self) -> None:
        """One checkout."""
        order = self._express() if self.way.is_express else self._cart_and_order()
        if self.way.is_shipped:
            for status in SHIPPED_BY:
                self._staff.send("PATCH", f"/orders/{order['id']}", {"status": status})

    def close(self) -> None:
        """Hang up."""
        self._session.channel.close()

    def _cart_and_order(self) -> Any:
        for product in self.baskets.next():
            self._session.post("/cart/items", {"product_id": product, "quantity": 1})
        wanted = {"address": next(self._addresses), "shipping_method": "standard"}
        order = self._session.post("/orders", wanted, key=next(self._keys))
        payment = {"method": "bobi", "amount": order["total"]}
        self._session.post(f"/orders/{order['id']}/payments", payment, key=next(self._keys))
        return order

    def _quote(self) -> dict[str, Any]:
        items = [{"product_id": product, "quantity": 1} for product in self.baskets.next()]
        wanted = {"items": items, "shipping_method": "standard"}
        address = next(addresses(self.way, self.baskets.seed))
        quote = self._session.post("/checkout/quote", {**wanted, "address": address}, 200)
        return {**wanted, "payment": {"method": "bobi", "amount": quote["total"]}}

    def _express(self) -> Any:
        wanted = {**next(self._quoted), "address": next(self._addresses)}
        order = self._session.post("/checkout", wanted, key=next(self._keys))
        if order["status"] == "ready_for_paying":
            raise Failure("an express checkout was not paid")
        return order
