"""Statements for what no row of the specimens shows: each wants one trigger, named as its key."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.support.logins import refused
from tests.support.shop import ADDRESS, Shop, unique

Probe = Callable[[Shop], None]
OPTIONS = [{"name": "Size", "values": ["S", "M"]}]


def _moves_the_catalogue(shop: Shop, sql: str, *params: Any) -> None:
    before = shop.admin.value("SELECT version FROM catalogue_state")
    shop.admin.execute(sql, *params)
    assert shop.admin.value("SELECT version FROM catalogue_state") > before, sql


def category_deleted(shop: Shop) -> None:
    """Cached lists end with a category."""
    slug = shop.category()
    _moves_the_catalogue(shop, "DELETE FROM categories WHERE slug = %s", slug)


def _image(shop: Shop) -> str:
    path = f"{unique('image')}.jpg"
    sql = "INSERT INTO product_images (product_id, path) VALUES (%s, %s)"
    _moves_the_catalogue(shop, sql, shop.product(), path)
    return path


def image_added(shop: Shop) -> None:
    """Cached lists end with a new picture."""
    _image(shop)


def image_changed(shop: Shop) -> None:
    """Cached lists end with a changed picture."""
    sql = "UPDATE product_images SET alt = 'y' WHERE path = %s"
    _moves_the_catalogue(shop, sql, _image(shop))


def image_deleted(shop: Shop) -> None:
    """Cached lists end with a picture."""
    sql = "DELETE FROM product_images WHERE path = %s"
    _moves_the_catalogue(shop, sql, _image(shop))


def _came(shop: Shop, table: str, count: int) -> None:
    product = shop.product(options=OPTIONS)
    told = shop.admin.value(
        "SELECT COUNT(*) FROM store_audit.entries"
        " WHERE table_name = %s AND action = 'insert' AND row_key LIKE CONCAT(%s, '/%%')",
        table,
        product,
    )
    assert told == count


def option_added(shop: Shop) -> None:
    """The audit tells of an option."""
    _came(shop, "product_options", 1)


def option_value_added(shop: Shop) -> None:
    """The audit tells of the values of an option."""
    _came(shop, "product_option_values", 2)


def discount_taken_back(shop: Shop) -> None:
    """What a placed order got off stays."""
    buyer, variant = shop.customer(), shop.variant(shop.product())
    address = shop.api.call("address_create", buyer.session, json.dumps(ADDRESS))[0]["id"]
    shop.admin.execute(
        "INSERT INTO orders (user_id, address_id, shipping_method_code)"
        " VALUES (%s, %s, 'standard')",
        buyer.id,
        address,
    )
    order = shop.admin.value("SELECT MAX(order_id) FROM orders")
    for sql in (
        f"INSERT INTO order_lines (order_id, line_no, variant_id, line_qty)"
        f" VALUES (%s, 1, {variant}, 1)",
        "INSERT INTO order_adjustments (order_id, adjustment_no, source, name, discount_amount)"
        " VALUES (%s, 1, 'promotion', 'Spring', 1.50)",
        "INSERT INTO order_status_changes (order_id, order_status_code)"
        " VALUES (%s, 'ready_for_paying')",
    ):
        shop.admin.execute(sql, order)
    with refused("order_frozen"):
        shop.admin.execute("DELETE FROM order_adjustments WHERE order_id = %s", order)


def too_little_offered(shop: Shop) -> None:
    """A payment is for exactly what an order still costs."""
    sql = "INSERT INTO payments (order_id, payment_method_code, amount) VALUES (%s, 'bobi', 0.01)"
    with refused("amount_mismatch"):
        shop.admin.execute(sql, shop.order()["id"])


def stock_from_nowhere(shop: Shop) -> None:
    """Stock begins empty, even that of nothing."""
    shop.admin.execute("SET SESSION foreign_key_checks = 0")
    try:
        with refused("derived_value"):
            shop.admin.execute(
                "INSERT INTO stock (variant_id, stock_location_id, product_id, on_hand_qty)"
                " VALUES (4000000000, 1, 4000000000, 5)"
            )
    finally:
        shop.admin.execute("SET SESSION foreign_key_checks = 1")


def a_setting_that_nobody_can_read(shop: Shop) -> None:
    """A setting begins with a value of its type."""
    with refused("validation_failed"):
        shop.admin.execute(
            "INSERT INTO settings (setting_code, subsystem_code, value_type, value, description)"
            " VALUES (%s, 'settings', 'time_zone', '+02:00', 'x')",
            unique("setting"),
        )


def a_zone_without_a_name(shop: Shop) -> None:
    """A setting stays one that its readers take."""
    with refused("validation_failed"):
        shop.admin.execute("UPDATE settings SET value = 'SYSTEM' WHERE setting_code = 'time_zone'")


def no_way_to_ship(shop: Shop) -> None:
    """What carts assume is offered."""
    with refused("conflict"):
        shop.admin.execute(
            "UPDATE shipping_methods SET is_offered = FALSE WHERE shipping_method_code = 'standard'"
        )


def a_file_forgotten(shop: Shop) -> None:
    """A file that somebody waits for is not forgotten."""
    report = unique("report")
    shop.work("report_register", report, "reports.test", "Test")
    row = shop.api.call("export_request", shop.staff().session, report, "csv", "{}")[0]
    with refused("row_kept"):
        shop.admin.execute("DELETE FROM exports WHERE export_id = %s", row["export_id"])


PROBES: dict[str, Probe] = {
    "categories__before_delete": category_deleted,
    "exports__before_delete": a_file_forgotten,
    "order_adjustments__before_delete": discount_taken_back,
    "payments__before_insert": too_little_offered,
    "product_images__before_delete": image_deleted,
    "product_images__before_insert": image_added,
    "product_images__before_update": image_changed,
    "product_option_values__after_insert": option_value_added,
    "product_options__after_insert": option_added,
    "settings__before_insert": a_setting_that_nobody_can_read,
    "settings__before_update": a_zone_without_a_name,
    "shipping_methods__before_update": no_way_to_ship,
    "stock__before_insert": stock_from_nowhere,
}
