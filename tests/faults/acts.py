"""One act for each public procedure: arguments with which it does its whole work."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from uuid import uuid4

from ops.paths import ROOT
from tests.faults.dashboard_acts import Arguments, DashboardActs
from tests.faults.report_acts import LONG_AGO, ReportActs
from tests.sql.procedures.imports.conftest import Source
from tests.support.shop import (
    ADDRESS,
    PASSWORD_HASH,
    Person,
    Shop,
    new_client,
    new_key,
    new_secret,
    unique,
)

GRANT = re.compile(r"^GRANT EXECUTE ON PROCEDURE (\w+) TO (\w+);", re.MULTILINE)


@cache
def callers() -> dict[str, str]:
    """Each public procedure and the login that calls it: api or worker."""
    found: dict[str, str] = {}
    for path in sorted(Path(ROOT / "sql/procedures").rglob("*.sql")):
        for procedure, role in GRANT.findall(path.read_text()):
            found.setdefault(procedure, role.removeprefix("store_"))
    return found


class Acts(DashboardActs, ReportActs):
    """`acts.arguments("order_place")` prepares all that the call needs, anew each time."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.staff = shop.staff().session
        self.worker, self.clock = shop.services["worker"], shop.services["clock"]
        self.importer = shop.services["importer"]
        self.buyer = shop.customer()
        self.goods = [shop.product(stock=1_000_000) for _ in range(3)]
        self.report = unique("report")
        shop.work("report_register", self.report, "reports.tested", "Tested")
        self._history = Source(shop.worker, self.importer)
        self._history.bring_shop()
        self._numbers = itertools.count(2)

    def arguments(self, procedure: str) -> Arguments:
        """The arguments of a call that will do its whole work."""
        prepare: Callable[[], Arguments] = getattr(self, f"_{procedure}")
        return prepare()

    # Carts

    def _guest(self) -> tuple[str, int]:
        """The token of a guest's cart with an item, and the item."""
        token = unique("token")
        arguments = (None, token, self.goods[0], None, 2, new_client())
        document = self.shop.api.call("cart_item_add", *arguments)[0]["document"]
        return token, json.loads(document)["items"][0]["id"]

    def _items(self) -> list[dict[str, int]]:
        return [{"product_id": each, "quantity": 2} for each in self.goods]

    def _cart_item_add(self) -> Arguments:
        return None, unique("token"), self.goods[0], None, 2, new_client()

    def _cart_items_add(self) -> Arguments:
        return None, unique("token"), json.dumps(self._items()), new_client()

    def _cart_item_set(self) -> Arguments:
        return None, *self._guest(), 3, new_client()

    def _cart_item_remove(self) -> Arguments:
        return None, *self._guest(), new_client()

    def _cart_shipping_set(self) -> Arguments:
        return None, self._guest()[0], "express", new_client()

    def _cart_show(self) -> Arguments:
        return None, self._guest()[0]

    # Catalogue

    def _at_version(self, product: int) -> Arguments:
        query = "SELECT version FROM products WHERE product_id = %s"
        return product, self.shop.admin.value(query, product)

    def _in_sizes(self) -> int:
        product = self.shop.product(stock=0)
        self.shop.api.call("product_options_set", *self._sizes_of(product))
        return product

    def _sizes_of(self, product: int) -> Arguments:
        sizes = [{"name": "Size", "values": ["S", "M", "L"]}]
        return self.staff, *self._at_version(product), json.dumps(sizes)

    def _category_create(self) -> Arguments:
        name = unique("category")
        return self.staff, json.dumps({"name": name, "slug": name})

    def _product_create(self) -> Arguments:
        fields = {"sku": unique("sku"), "name": "Thing", "price": "3.50"}
        return self.staff, json.dumps({**fields, "category": self.shop.category()})

    def _product_update(self) -> Arguments:
        name = json.dumps({"name": unique("name"), "price": "4.00"})
        return self.staff, *self._at_version(self.shop.product(stock=0)), name

    def _product_archive(self) -> Arguments:
        return self.staff, *self._at_version(self.shop.product(stock=0))

    def _product_options_set(self) -> Arguments:
        return self._sizes_of(self.shop.product(stock=0))

    def _variant_create(self) -> Arguments:
        fields = {"sku": unique("sku"), "price": "10.00", "values": {"Size": "L"}}
        return self.staff, *self._at_version(self._in_sizes()), json.dumps(fields)

    def _variant_update(self) -> Arguments:
        product, version = self._at_version(self.shop.product(stock=0))
        return self.staff, self.shop.variant(product), version, json.dumps({"price": "12.00"})

    # Identity

    def _captcha_create(self) -> Arguments:
        return "ABCDE", "198.51.100.7"

    def _credential_read(self) -> Arguments:
        return self.buyer.email, new_client()

    def _user_register(self) -> Arguments:
        person = (f"{unique('user')}@example.com", PASSWORD_HASH, "Ada", "BG", None, None)
        # A second try finds the captcha used, and too many of those lock an address out.
        address = f"2001:db8::{next(self._numbers):x}"
        return *person, self.shop.captcha(address=address), "abcde", address

    def _user_verification_resend(self) -> Arguments:
        return self.shop.register().email, new_client()

    def _user_verify(self) -> Arguments:
        return (self.shop.verification_token(self.shop.register()),)

    def _email_verification_issue(self) -> Arguments:
        return self.worker, *self._mail(), hashlib.sha256(new_secret().encode()).hexdigest()

    def _session_open(self) -> Arguments:
        # The cart of a guest becomes the cart of the user.
        tokens = (new_secret(), new_secret(), "test", "198.51.100.7", self._guest()[0])
        return self.shop.customer().email, PASSWORD_HASH, *tokens

    def _session_close(self) -> Arguments:
        return (self.shop.log_in(self.buyer.email),)

    def _session_refresh(self) -> Arguments:
        refresh = new_secret()
        self.shop.log_in(self.buyer.email, refresh)
        return refresh, new_secret(), new_secret()

    def _profile_update(self) -> Arguments:
        return self.buyer.session, json.dumps({"name": unique("Ada"), "phone": "+359888123456"})

    def _preferences_update(self) -> Arguments:
        return self.buyer.session, json.dumps({"csv_delimiter": ";", "csv_decimal": ","})

    def _address_create(self) -> Arguments:
        return self.buyer.session, json.dumps({**ADDRESS, "line1": unique("Lane")})

    def _address_remove(self) -> Arguments:
        row = self.shop.api.call("address_create", *self._address_create())[0]
        return self.buyer.session, row["id"]

    # Imports

    def _source(self) -> Source:
        """Another system with everything staged and nothing taken over."""
        source = Source(self.shop.worker, self.importer)
        source.stage("categories", source.tree)
        source.stage("products", source.goods)
        source.stage("customers", source.people)
        return source

    def _import_begin(self) -> Arguments:
        return self.importer, self._source().name

    def _import_stage(self) -> Arguments:
        source = Source(self.shop.worker, self.importer)
        return self.importer, source.name, 1, "products", json.dumps(source.goods)

    def _import_products(self) -> Arguments:
        return self.importer, self._source().name, 1

    def _import_customers(self) -> Arguments:
        return self.importer, self._source().name, 1

    def _import_orders(self) -> Arguments:
        batch, source = next(self._numbers), self._history
        source.stage("orders", [source.order(unique("r")) for _ in range(3)], batch)
        return self.importer, source.name, batch

    # Inventory

    def _stock_count(self) -> Arguments:
        rare = self.shop.product(stock=3)
        for _ in range(2):
            self.shop.paid_order(self.buyer, {rare: 1})
        # Fewer than are promised: the newest order lets go.
        return self.staff, self.shop.variant(rare), None, 1, "count"

    def _stock_entry_add(self) -> Arguments:
        return self.staff, self.shop.variant(self.goods[0]), None, 5, "receipt", None

    # Messages

    def _mail(self, state: str = "sending") -> tuple[int, str]:
        """A mail in the hands of a worker, and its lease."""
        lease, person = str(uuid4()), self.shop.register()
        self.shop.relay()
        mail_id = self.shop.admin.value(
            "SELECT m.mail_id FROM mails AS m INNER JOIN events AS e USING (event_id)"
            " WHERE e.user_id = %s",
            person.id,
        )
        self.shop.admin.execute(
            "UPDATE mails SET state = 'sending', lease_token = %s, attempts = attempts + 1,"
            " due_at = UTC_TIMESTAMP(6) + INTERVAL 1 HOUR WHERE mail_id = %s",
            lease,
            mail_id,
        )
        if state == "dead":
            self.shop.work("mail_failed", mail_id, lease, "no", True)
        return mail_id, lease

    def _events_relay(self) -> Arguments:
        self.shop.relay()
        self.shop.register()
        return self.worker, 100

    def _mail_claim(self) -> Arguments:
        self.shop.work("mail_claim", str(uuid4()), 10_000)
        self.shop.register()
        self.shop.relay()
        return self.worker, str(uuid4()), 10

    def _mail_sent(self) -> Arguments:
        return self.worker, *self._mail()

    def _mail_failed(self) -> Arguments:
        return self.worker, *self._mail(), "no", False

    def _mail_resend(self) -> Arguments:
        return self.staff, self._mail("dead")[0]

    def _mails_sweep(self) -> Arguments:
        mail_id, _ = self._mail()
        late = f"UPDATE mails SET due_at = {LONG_AGO} WHERE mail_id = %s"
        self.shop.admin.execute(late, mail_id)
        return (self.clock,)

    # Orders and payments

    def _request(self) -> str:
        address = {**ADDRESS, "line1": unique("Lane")}
        request = {"items": self._items(), "address": address, "shipping_method": "pickup"}
        return json.dumps(request)

    def _checkout_quote(self) -> Arguments:
        quoted = {"items": self._items(), "shipping_method": "pickup"}
        return self.buyer.session, json.dumps(quoted)

    def _checkout_place(self) -> Arguments:
        return self.buyer.session, new_key(), self._request(), new_client()

    def _order_place(self) -> Arguments:
        buyer = self._with_full_cart()
        address = json.dumps({**ADDRESS, "line1": unique("Lane")})
        return buyer.session, new_key(), None, address, "standard", None

    def _with_full_cart(self) -> Person:
        buyer = self.shop.customer()
        self.shop.fill_cart(buyer, dict.fromkeys(self.goods, 2))
        return buyer

    def _order_cancel(self) -> Arguments:
        order = self.shop.order(self.buyer, dict.fromkeys(self.goods, 1))
        return self.buyer.session, order["id"]

    def _order_expire_next(self) -> Arguments:
        self.shop.overdue_order(self.buyer, dict.fromkeys(self.goods, 1))
        return (self.clock,)

    def _order_status_set(self) -> Arguments:
        order = self.shop.paid_order(self.buyer, dict.fromkeys(self.goods, 1))
        self.shop.move(order, "processed")
        return self.staff, order["id"], "shipped", None, None

    def _payment_bobi_take(self) -> Arguments:
        order = self.shop.order(self.buyer, {self.goods[0]: 1})
        return self.buyer.session, new_key(), order["id"], order["total"]

    def _payment_refund(self) -> Arguments:
        order = self.shop.paid_order(self.buyer, {self.goods[0]: 1})
        return self.staff, new_key(), order["id"], None, None

    # Settings, audit

    def _setting_update(self) -> Arguments:
        return self.staff, "shop_name", unique("Shop"), None

    def _expired_purge(self) -> Arguments:
        token, _ = self._guest()
        self.shop.captcha()
        owner = "owner_key = CONCAT('guest:', SHA2(%s, 256))"
        self.shop.admin.execute(f"UPDATE carts SET updated_at = {LONG_AGO} WHERE {owner}", token)
        self.shop.admin.execute(f"UPDATE captchas SET expires_at = {LONG_AGO}")
        return (self.clock,)

    def _refusals_count(self) -> Arguments:
        count = {"subsystem": "identity", "code": "not_found", "count": 1}
        counts = [{"client_address": unique("a"), **count} for _ in range(3)]
        return self.shop.services["api"], json.dumps(counts)

    def _audit_seal(self) -> Arguments:
        self.shop.product()
        aged = "UPDATE store_audit.entries SET happened_at = happened_at - INTERVAL 10 MINUTE"
        last = self.shop.admin.value("SELECT MAX(last_entry_id) FROM store_audit.seals")
        self.shop.admin.execute(f"{aged} WHERE entry_id > COALESCE(%s, 0)", last)
        return (self.clock,)

    def _audit_partitions_keep(self) -> Arguments:
        return (self.clock,)
