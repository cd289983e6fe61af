"""Fresh rows for two sessions to meet at: an order in each state, a product, a user, a mail."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.support.logins import Login, Row
from tests.support.shop import Shop, unique

Params = tuple[Any, ...]
Statement = tuple[str, Params]


@dataclass(frozen=True)
class Scene:
    """What a scene is about, and the first ids that belong to it."""

    ids: dict[str, int]
    first: dict[str, int]


class Stage:
    """Builds scenes by plain statements, as a console would."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.admin: Login = shop.admin
        # Made before the first scene: whatever comes later is of a scene, and what the shop takes
        # there is the same in whichever order they come. An order holds the currency.
        shop.staff()
        shop.work("report_register", "meeting", "reports.meeting", "Meeting")
        self.draft()
        self.keys = [
            (row["t"], row["c"])
            for row in shop.admin.rows(
                "SELECT table_name AS t, column_name AS c FROM information_schema.columns"
                " WHERE table_schema = 'store' AND extra LIKE '%auto_increment%'"
            )
        ]

    def build(self, name: str) -> Scene:
        """A new scene."""
        first = {
            column: int(self.admin.value(f"SELECT COALESCE(MAX({column}), 0) + 1 FROM {table}"))
            for table, column in self.keys
        }
        return Scene(SCENES[name](self), first)

    def insert(self, table: str, **values: Any) -> int:
        """A row; its number where the server gives one."""
        names, marks = ", ".join(values), ", ".join(["%s"] * len(values))
        self.admin.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", *values.values())
        return int(self.admin.value("SELECT LAST_INSERT_ID()"))

    def user(self) -> int:
        """A verified customer."""
        user = self.insert(
            "users",
            email=f"{unique('meets')}@example.com",
            name="Ada Byron",
            country_code="BG",
            verified_at="2026-01-01",
        )
        self.insert("user_roles", user_id=user, role_code="customer")
        return user

    def goods(self, *prices: str) -> list[int]:
        """Variants with pieces on the shelf, of one category."""
        category = self.insert("categories", slug=unique("place"), name="Place")
        found = []
        for price in prices:
            product = self.insert(
                "products",
                sku=unique("sku"),
                slug=unique("thing"),
                name="Thing",
                description="",
                price_amount=price,
                tax_rate="20",
                category_id=category,
                attributes="{}",
            )
            variant = self.shop.variant(product)
            self.enter_stock(variant, "receipt", 9)
            found.append(variant)
        return found

    def enter_stock(self, variant: int, kind: str, pieces: int) -> None:
        """Pieces come or go."""
        self.insert(
            "stock_entries",
            variant_id=variant,
            stock_location_id=1,
            stock_entry_kind_code=kind,
            on_hand_delta=pieces,
        )

    def draft(self) -> dict[str, int]:
        """An order that nobody has placed yet, with all that belongs to it."""
        user = self.user()
        variants = self.goods("10.00", "7.50")
        address = self.insert(
            "addresses", user_id=user, name="Ada", line1="1 Lane", city="Sofia",
            postal_code="1000", country_code="BG",
        )  # fmt: skip
        order = self.insert(
            "orders", user_id=user, address_id=address, shipping_method_code="standard"
        )
        for line_no, variant in enumerate(variants, 1):
            self.insert(
                "order_lines", order_id=order, line_no=line_no, variant_id=variant, line_qty=2
            )
        self.insert(
            "order_adjustments", order_id=order, adjustment_no=1, source="promotion",
            name="Spring", discount_amount="1.50",
        )  # fmt: skip
        return {"order_id": order, "variant_id": variants[0], "user_id": user}

    def move(self, order: int, status: str) -> None:
        """An order moves on."""
        self.insert("order_status_changes", order_id=order, order_status_code=status)

    def due(self, order: int) -> Any:
        """What an order still costs."""
        return self.admin.value(
            "SELECT total_amount - captured_amount FROM orders WHERE order_id = %s", order
        )

    def attempt(self, order: int, method: str = "bobi", amount: Any = None) -> int:
        """Somebody begins to pay."""
        return self.insert(
            "payments",
            order_id=order,
            payment_method_code=method,
            amount=self.due(order) if amount is None else amount,
        )

    def capture(self, order: int, payment: int) -> None:
        """The money of an attempt comes."""
        self.admin.execute(
            "INSERT INTO payment_entries (order_id, payment_id, payment_entry_kind_code, amount)"
            " SELECT order_id, payment_id, 'capture', amount FROM payments WHERE payment_id = %s",
            payment,
        )


def draft(stage: Stage) -> dict[str, int]:
    """An order that nobody has placed yet."""
    ids = stage.draft()
    return {**ids, "buyer_id": ids["user_id"]}


def placed(stage: Stage) -> dict[str, int]:
    """It waits for money, of which two attempts have been made."""
    ids = stage.draft()
    stage.move(ids["order_id"], "ready_for_paying")
    for _ in range(2):
        ids["payment_id"] = stage.attempt(ids["order_id"])
    return ids


def paid(stage: Stage) -> dict[str, int]:
    """Paid, one euro of it given back."""
    ids = placed(stage)
    stage.capture(ids["order_id"], ids["payment_id"])
    stage.insert(
        "payment_entries", order_id=ids["order_id"], payment_id=ids["payment_id"],
        payment_entry_kind_code="refund", amount="1.00",
    )  # fmt: skip
    return ids


def processed(stage: Stage) -> dict[str, int]:
    """Ready to go."""
    ids = paid(stage)
    stage.move(ids["order_id"], "processed")
    return ids


def shipped(stage: Stage) -> dict[str, int]:
    """On its way."""
    ids = processed(stage)
    stage.move(ids["order_id"], "shipped")
    return ids


def short(stage: Stage) -> dict[str, int]:
    """Its goods were not found; they can be set aside again."""
    ids = paid(stage)
    stage.move(ids["order_id"], "short")
    return ids


def history(stage: Stage) -> dict[str, int]:
    """An order of another system that is being taken over, its money first."""
    user, (variant, *_) = stage.user(), stage.goods("10.00")
    order = stage.insert(
        "orders", user_id=user, placed_at="2017-01-01", is_imported=True,
        import_reference=unique("import"),
    )  # fmt: skip
    stage.insert(
        "order_lines", order_id=order, line_no=1, variant_id=variant, line_qty=2,
        gross_amount="10.00",
    )  # fmt: skip
    payment = stage.attempt(order, "history", "10.00")
    stage.capture(order, payment)
    more = stage.attempt(order, "coupon", "90.00")
    return {"order_id": order, "variant_id": variant, "payment_id": more, "user_id": user}


def product(stage: Stage) -> dict[str, int]:
    """A product with options and two variants, in a category within another."""
    shop = stage.shop
    child = shop.category(parent=shop.category())
    options = [{"name": "Size", "values": ["S", "M", "L"]}]
    found = shop.product(options=options, category=child)
    version = stage.admin.value("SELECT version FROM products WHERE product_id = %s", found)
    fields = {"sku": unique("sku"), "price": "25.00", "values": {"Size": "M"}}
    shop.api.call("variant_create", shop.staff().session, found, version, json.dumps(fields))
    variant = shop.variant(found, 1)
    stage.enter_stock(variant, "receipt", 5)
    stage.insert("product_images", product_id=found, variant_id=variant, path=unique("image"))
    # No other category lies in this one yet.
    empty = stage.insert("categories", slug=unique("empty"), name="Empty")
    return {"product_id": found, "variant_id": variant, "category_id": empty}


def person(stage: Stage) -> dict[str, int]:
    """A user who is logged in, asked for a link and for a file; the link waits as a mail."""
    shop = stage.shop
    someone = shop.register(phone="+359888123456")
    shop.relay()
    stage.insert("user_roles", user_id=someone.id, role_code="support")
    export = stage.insert(
        "exports", user_id=someone.id, report_code="meeting", file_format="csv", parameters="{}",
    )  # fmt: skip
    # One event more, which waits to be passed on.
    stage.insert("events", event_kind_code="verification_requested", user_id=someone.id)
    stage.insert(
        "report_schedules", user_id=someone.id, report_code="meeting", title="Each day",
        file_format="csv", parameters="{}", frequency_code="daily", run_hour=7,
        next_on="2026-01-02",
    )  # fmt: skip
    # The first is shared and on a dashboard; the second is free to go.
    shared, view = (
        stage.insert(
            "report_views", user_id=someone.id, report_code="meeting", title=title, filters="{}"
        )
        for title in ("Shared", "Own")
    )
    stage.insert("report_view_roles", report_view_id=shared, role_code="support")
    stage.insert("report_view_pins", user_id=someone.id, report_view_id=shared)
    return {"user_id": someone.id, "export_id": export, "report_view_id": view}


SCENES: dict[str, Callable[[Stage], dict[str, int]]] = {
    each.__name__: each
    for each in (draft, placed, paid, processed, shipped, short, history, product, person)
}


def moves(scene: Scene, admin: Login) -> dict[str, tuple[str, Row]]:
    """What is done on purpose: status, money and stock, each kind that the shop knows; views."""
    wanted = [*_of_stock(scene, admin)]
    if "order_id" in scene.ids:
        wanted += [*_of_status(scene, admin), *_of_money(scene, admin)]
    if "buyer_id" in scene.ids:
        row = {"user_id": scene.ids["buyer_id"], "shipping_method_code": "standard"}
        wanted.append(("orders begin", row))
    if "category_id" in scene.ids:
        row = {"parent_category_id": scene.ids["category_id"], "slug": unique("in"), "name": "In"}
        wanted.append(("categories within", row))
    if "report_view_id" in scene.ids:
        view = {"report_view_id": scene.ids["report_view_id"]}
        wanted.append(("report_view_pins one more", {"user_id": scene.ids["user_id"], **view}))
        wanted.append(("report_view_roles one more", {**view, "role_code": "manager"}))
    return {name: (name.split(" ")[0], row) for name, row in wanted}


def _of_stock(scene: Scene, admin: Login) -> Iterator[tuple[str, Row]]:
    """Pieces come and go, by one kind of each sign."""
    place = {"variant_id": scene.ids.get("variant_id"), "stock_location_id": 1}
    kinds = admin.rows(
        "SELECT on_hand_sign AS sign, MIN(stock_entry_kind_code) AS code FROM stock_entry_kinds"
        " WHERE NOT is_for_orders AND on_hand_sign <> 0 GROUP BY on_hand_sign"
    )
    for kind in kinds if place["variant_id"] else ():
        row = {**place, "stock_entry_kind_code": kind["code"], "on_hand_delta": 6 * kind["sign"]}
        yield f"stock_entries {kind['code']}", row


def _of_status(scene: Scene, admin: Login) -> Iterator[tuple[str, Row]]:
    for status in admin.rows("SELECT order_status_code AS code FROM order_statuses"):
        row = {"order_id": scene.ids["order_id"], "order_status_code": status["code"]}
        yield f"order_status_changes {status['code']}", row


def _of_money(scene: Scene, admin: Login) -> Iterator[tuple[str, Row]]:
    """An attempt by each method; entries of each kind, for the last attempt of less, too."""
    order = scene.ids["order_id"]
    due = admin.value(
        "SELECT total_amount - captured_amount FROM orders WHERE order_id = %s", order
    )
    for method in admin.rows("SELECT payment_method_code AS code FROM payment_methods"):
        row = {"order_id": order, "payment_method_code": method["code"], "amount": due or 90}
        yield f"payments {method['code']}", row
    kinds = admin.rows("SELECT payment_entry_kind_code AS code FROM payment_entry_kinds")
    attempts = admin.rows("SELECT * FROM payments WHERE order_id = %s", order)
    for (number, attempt), kind in itertools.product(enumerate(attempts, 1), kinds):
        is_last = number == len(attempts)
        for name, less in (("all", 0), ("rest", 1)) if is_last else (("all", 0),):
            yield (
                f"payment_entries {kind['code']} {name} {number}",
                {
                    "order_id": order,
                    "payment_id": attempt["payment_id"],
                    "payment_entry_kind_code": kind["code"],
                    "amount": attempt["amount"] - less,
                },
            )
