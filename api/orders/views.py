"""The views that orders are read from."""

from __future__ import annotations

from api.orders.schemas import SORTS
from core.db.reads import View

COLUMNS = (
    "id",
    "number",
    "user_id",
    "status",
    "currency",
    "subtotal",
    "discount",
    "shipping",
    "tax",
    "total",
    "paid",
    "refunded",
    "line_count",
    "placed_at",
    "pay_until",
    "updated_at",
    "version",
)
FILTERS = {
    "status": "status = %s",
    "updated_since": "updated_at >= %s",
    "user_id": "user_id = %s",
}
FOR_STAFF = ("customer_name", "customer_email", "refund_owed")
NAMES = {name: name for name in SORTS}

MINE = View("my_orders", COLUMNS, filters=FILTERS, sorts=NAMES)
THEIRS = View("staff_orders", (*COLUMNS, *FOR_STAFF), filters=FILTERS, sorts=NAMES)
DOCUMENT = ("id", "version", "document")
MINE_IN_FULL = View("my_order_documents", DOCUMENT)
THEIRS_IN_FULL = View("staff_order_documents", DOCUMENT)
STATUSES = View("order_status_list", ("code", "title", "position"))
MOVES = View(
    "order_move_list", ("from_status_code", "to_status_code", "is_by_staff", "is_by_customer")
)
SHIPPING = View("shipping_method_list", ("code", "title", "price", "currency"))
