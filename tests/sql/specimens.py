"""A shop with something in every table and every state, for attacks to aim at."""

from __future__ import annotations

import json
from typing import Any

from tests.support import schedules
from tests.support.logins import Login
from tests.support.shop import ADDRESS, Person, Shop, new_client, new_secret, unique


def _orders(shop: Shop) -> None:
    buyer = shop.customer()
    goods = {shop.product(price="19.99", stock=50, tax_rate="20.00"): 2, shop.product(): 1}
    shop.order(buyer, goods)
    shop.paid_order(buyer, goods)
    shop.api.call("order_cancel", buyer.session, shop.order(buyer, goods)["id"])
    shop.expire(shop.overdue_order(buyer, goods))
    delivered = shop.paid_order(buyer, goods)
    shop.move(delivered, "processed", "shipped", "delivered")
    shop.move(shop.paid_order(buyer, goods), "refunded")
    shop.refund(shop.paid_order(buyer, goods), "5.00")
    _short_order(shop)
    shop.fill_cart(buyer, goods)
    shop.api.call("cart_item_add", None, unique("token"), next(iter(goods)), None, 1, new_client())
    _draft(shop, buyer, goods)


def _short_order(shop: Shop) -> None:
    """A paid order whose goods a count did not find."""
    rare = shop.product(stock=1)
    shop.paid_order(items={rare: 1})
    shop.count(shop.variant(rare), 0)


def _draft(shop: Shop, buyer: Person, goods: dict[int, int]) -> None:
    """A draft with lines and a discount, which only the console makes."""
    address = shop.api.call("address_create", buyer.session, json.dumps(ADDRESS))[0]["id"]
    shop.admin.execute(
        "INSERT INTO orders (user_id, address_id, shipping_method_code)"
        " VALUES (%s, %s, 'standard')",
        buyer.id,
        address,
    )
    draft = shop.admin.value("SELECT MAX(order_id) FROM orders")
    for line_no, product in enumerate(goods, 1):
        shop.admin.execute(
            "INSERT INTO order_lines (order_id, line_no, variant_id, line_qty)"
            " VALUES (%s, %s, %s, 3)",
            draft,
            line_no,
            shop.variant(product),
        )
    for number, name in enumerate(("Spring", "Friends"), 1):
        shop.admin.execute(
            "INSERT INTO order_adjustments"
            " (order_id, adjustment_no, source, name, discount_amount)"
            " VALUES (%s, %s, 'promotion', %s, 1.50)",
            draft,
            number,
            name,
        )


def _history(shop: Shop) -> None:
    """An order from another system, in its final state."""
    variant = shop.variant(shop.product(stock=0))
    shop.admin.execute(
        "INSERT INTO users (email, name, country_code, is_imported) VALUES (%s, 'Old', 'BG', TRUE)",
        f"{unique('old')}@example.com",
    )
    user = shop.admin.value("SELECT MAX(user_id) FROM users")
    shop.admin.execute("INSERT INTO user_roles (user_id, role_code) VALUES (%s, 'customer')", user)
    shop.admin.execute(
        "INSERT INTO orders (user_id, placed_at, is_imported, import_reference)"
        " VALUES (%s, '2017-01-01', TRUE, %s)",
        user,
        unique("import"),
    )
    order = shop.admin.value("SELECT MAX(order_id) FROM orders")
    shop.admin.execute(
        "INSERT INTO order_lines (order_id, line_no, variant_id, line_qty, gross_amount)"
        " VALUES (%s, 1, %s, 2, 5.01)",
        order,
        variant,
    )
    shop.admin.execute(
        "INSERT INTO payments (order_id, payment_method_code, amount) VALUES (%s, 'history', 5.01)",
        order,
    )
    payment = shop.admin.value("SELECT MAX(payment_id) FROM payments")
    shop.admin.execute(
        "INSERT INTO payment_entries (order_id, payment_id, payment_entry_kind_code, amount)"
        " VALUES (%s, %s, 'capture', 5.01)",
        order,
        payment,
    )
    shop.admin.execute(
        "INSERT INTO order_status_changes (order_id, order_status_code, changed_at)"
        " VALUES (%s, 'delivered', '2017-01-02')",
        order,
    )
    # What import_orders does, too.
    shop.admin.execute("INSERT INTO sales_facts_due VALUES (%s)", order)


def _catalogue(shop: Shop) -> None:
    parent = shop.category()
    child = shop.category(parent=parent)
    product = shop.product(category=child)
    shop.product(status="archived", category=parent)
    for number in (1, 2):
        shop.admin.execute(
            "INSERT INTO product_images (product_id, path, alt, position) VALUES (%s, %s, 'x', 1)",
            product,
            f"{unique('image')}-{number}.jpg",
        )
    shop.count(shop.variant(product), 7)
    shirt = shop.product(
        options=[
            {"name": "Size", "values": ["S", "M"]},
            {"name": "Colour", "values": ["red", "blue"]},
        ]
    )
    for size, colour in (("M", "red"), ("S", "blue")):
        version = shop.admin.value("SELECT version FROM products WHERE product_id = %s", shirt)
        fields = {
            "sku": unique("sku"),
            "price": "25.00",
            "values": {"Size": size, "Colour": colour},
        }
        shop.api.call("variant_create", shop.staff().session, shirt, version, json.dumps(fields))


def _people(shop: Shop) -> None:
    shop.verification_token(shop.register())
    shop.staff("manager")
    # Parents without their children, so that a copied child finds a free key.
    for _ in range(2):
        shop.admin.execute(
            "INSERT INTO users (email, name, country_code, verified_at)"
            " VALUES (%s, 'New', 'BG', UTC_TIMESTAMP(6))",
            f"{unique('new')}@example.com",
        )
    person = shop.customer(phone="+359888123456", birth_on="1990-02-03")
    refresh = new_secret()
    session = shop.log_in(person.email, refresh)
    shop.api.call("session_refresh", refresh, new_secret(), new_secret())
    shop.api.call("session_close", session)
    shop.log_in(person.email)


def _scheduled(shop: Shop) -> None:
    """Reports that came by mail, or did not."""
    for outcome in ("done", "failed"):
        export = schedules.due_export(shop)
        lease = schedules.leased(shop, export)
        if outcome == "done":
            shop.work("export_finish", export, lease, 3, "three.csv", 33, "[]")
        else:
            shop.work("export_fail", export, lease, "no", True)


def _files_and_mails(shop: Shop) -> None:
    _scheduled(shop)
    for number in (1, 2):
        shop.work("report_register", unique("report"), f"reports.test{number}", "Test")
    report = shop.admin.value("SELECT MIN(report_code) FROM reports")
    actor = shop.staff().session
    states: dict[str, Any] = {}
    for state in ("done", "failed", "running", "queued"):
        row = shop.api.call("export_request", actor, report, "csv", "{}")[0]
        states[state] = row["export_id"]
    for state in ("done", "failed", "running"):
        shop.work("export_claim", state)
    shop.work("export_finish", states["done"], "done", 3, "three.csv", 33, "[]")
    shop.work("export_fail", states["failed"], "failed", "no", True)
    shop.relay()
    for number, end in enumerate(("sent", "failed", "dead", "sending")):
        token = f"lease-{number}"
        for mail in shop.work("mail_claim", token, 1):
            if end == "sent":
                shop.work("mail_sent", mail["mail_id"], token)
            elif end != "sending":
                shop.work("mail_failed", mail["mail_id"], token, "no", end == "dead")
    while shop.tick("sales_facts_take", 100)[0]["taken"]:
        continue
    shop.tick("dashboard_count")
    # One event waits to be passed on.
    shop.register()


def _views(shop: Shop) -> None:
    """Saved views: shared and pinned, and neither."""
    report = shop.admin.value("SELECT MIN(report_code) FROM reports")
    for title, roles in (("Shared", ["admin", "manager"]), ("Own", [])):
        given = (report, title, "{}", None, None, json.dumps(roles))
        shop.api.call("report_view_create", shop.staff().session, *given)
    shared = shop.admin.value("SELECT MIN(report_view_id) FROM report_views")
    shop.api.call("report_view_pin", shop.staff().session, shared)


def fill(shop: Shop) -> None:
    """Make the specimens."""
    _catalogue(shop)
    _people(shop)
    _orders(shop)
    _history(shop)
    _files_and_mails(shop)
    _views(shop)


def list_and_unlist(shop: Shop) -> list[str]:
    """A table comes, is listed, and goes again; what the audit says of that."""
    name = unique("table").replace("-", "_")
    shop.admin.execute(f"CREATE TABLE {name} (x INT PRIMARY KEY)")
    shop.admin.execute(
        "INSERT INTO guarded_tables (table_name, subsystem_code, guard)"
        " VALUES (%s, 'settings', 'open')",
        name,
    )
    shop.admin.execute(f"DROP TABLE {name}")
    shop.admin.execute("DELETE FROM guarded_tables WHERE table_name = %s", name)
    entries = shop.admin.rows(
        "SELECT action FROM store_audit.entries WHERE table_name = 'guarded_tables'"
        " AND row_key = %s ORDER BY entry_id",
        name,
    )
    return [entry["action"] for entry in entries]


def empty_tables(login: Login) -> list[str]:
    """Tables that an attack would find nothing in."""
    tables = login.rows("SELECT table_name AS t FROM guarded_tables WHERE guard <> 'open'")
    return [
        row["t"] for row in tables if not login.value(f"SELECT EXISTS (SELECT 1 FROM {row['t']})")
    ]
