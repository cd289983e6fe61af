"""Damage that somebody without our guards may do, and the check that must name it."""

from __future__ import annotations

PAID = "(SELECT MAX(order_id) FROM orders WHERE order_status_code = 'paid')"
# Derived tables, since MySQL does not read the table that it changes.
A_PAID = f"(SELECT * FROM {PAID} AS found)"
LONG_AGO = "UTC_TIMESTAMP(6) - INTERVAL 2 HOUR"
PERSON = (
    "(SELECT MAX(c.user_id) FROM user_credentials AS c"
    " INNER JOIN user_roles AS r ON c.user_id = r.user_id)"
)
ANSWER = "WHERE operation = 'order_place' LIMIT 1"
# A row of stock with at least two entries.
MOVED = (
    "(SELECT MAX(variant_id) FROM (SELECT variant_id FROM stock_entries WHERE seq = 2) AS found)"
)

# What it is, the statements, the check.
Damage = tuple[str, tuple[str, ...], str]

NAMED: list[Damage] = [
    (
        "shipping and total raised together",
        (
            "UPDATE orders SET shipping_amount = shipping_amount + 5,"
            f" total_amount = total_amount + 5 WHERE order_id = {A_PAID}",
        ),
        "order_settled",
    ),
    (
        "a price changed without a word",
        (
            "UPDATE variants SET price_amount = 0.01 WHERE variant_id = 1",
            "UPDATE products SET price_amount = 0.01, price_max_amount = 0.01"
            " WHERE product_id = (SELECT product_id FROM variants WHERE variant_id = 1)",
        ),
        "audit_of_variants",
    ),
    (
        "an e-mail address changed without a word",
        (f"UPDATE users SET email = 'thief@example.com' WHERE user_id = {PERSON}",),
        "audit_of_users",
    ),
    (
        "a setting changed without a word",
        ("UPDATE settings SET value = '43200' WHERE setting_code = 'reservation_minutes'",),
        "audit_of_settings",
    ),
    (
        "a role given without a word",
        (f"INSERT INTO user_roles (user_id, role_code) VALUES ({PERSON}, 'admin')",),
        "audit_of_user_roles",
    ),
    (
        "rows of the audit removed",
        ("DELETE FROM store_audit.entries WHERE kind = 'event' AND table_name IS NULL LIMIT 1",),
        "audit_sealed",
    ),
    (
        "a wrong running value in the middle of the ledger of stock",
        (
            "UPDATE stock_entries SET on_hand_after = on_hand_after + 3"
            f" WHERE seq = 1 AND variant_id = {MOVED}",
        ),
        "stock_entries_chain",
    ),
    (
        "a user without a password",
        (
            f"UPDATE users SET created_at = {LONG_AGO} WHERE user_id = {PERSON}",
            f"DELETE FROM user_credentials WHERE user_id = (SELECT * FROM {PERSON} AS found)",
        ),
        "users_whole",
    ),
    (
        "a user without a role",
        (
            f"UPDATE users SET created_at = {LONG_AGO} WHERE user_id = {PERSON}",
            f"DELETE FROM user_roles WHERE user_id = (SELECT * FROM {PERSON} AS found)",
        ),
        "users_whole",
    ),
    (
        "a draft that was left behind",
        (f"UPDATE orders SET created_at = {LONG_AGO} WHERE order_status_code = 'draft'",),
        "drafts_left",
    ),
    (
        "a mail that nobody sends",
        (f"UPDATE mails SET due_at = {LONG_AGO}, created_at = {LONG_AGO} WHERE state = 'queued'",),
        "mails_overdue",
    ),
    (
        "an order that does not expire",
        (
            f"UPDATE orders SET pay_until_at = {LONG_AGO}"
            " WHERE order_status_code = 'ready_for_paying'",
        ),
        "orders_overdue",
    ),
    (
        "a report file that nobody makes",
        (
            f"UPDATE exports SET due_at = {LONG_AGO}, created_at = {LONG_AGO}"
            " WHERE state = 'queued'",
        ),
        "exports_overdue",
    ),
    (
        "a scheduled report of whose end nobody hears",
        ("UPDATE exports SET event_id = NULL WHERE event_id IS NOT NULL",),
        "exports_told",
    ),
    (
        "a schedule that nobody runs",
        (
            f"UPDATE report_schedules SET created_at = {LONG_AGO},"
            " next_on = next_on - INTERVAL 3 DAY WHERE is_active",
        ),
        "report_schedules_overdue",
    ),
    (
        "an answer changed after it was given",
        (f"UPDATE idempotency_keys SET answer = REPLACE(answer, 'total', 'totaI') {ANSWER}",),
        "idempotency_answers",
    ),
    (
        "a move of an order told as of another day",
        (
            "UPDATE order_status_changes SET changed_at = changed_at - INTERVAL 400 DAY"
            " WHERE order_status_code = 'processed'",
        ),
        "dates_of_orders",
    ),
]

OWN: list[Damage] = [
    (
        "an order and its history raised together, while the answer says otherwise",
        (
            "UPDATE orders SET shipping_amount = shipping_amount + 5,"
            f" total_amount = total_amount + 5 WHERE order_id = {A_PAID}",
            "UPDATE order_status_changes SET shipping_amount = shipping_amount + 5"
            f" WHERE line_count IS NOT NULL AND order_id = {PAID}",
        ),
        "idempotency_answers",
    ),
    (
        "an answer changed together with its hash",
        (
            'UPDATE idempotency_keys SET answer = REPLACE(answer, \'"total": "\','
            f' \'"total": "9\') {ANSWER}',
            f"UPDATE idempotency_keys SET answer_hash = UNHEX(SHA2(answer, 256)) {ANSWER}",
        ),
        "idempotency_answers",
    ),
    (
        "an answer that is no document any more",
        (f"UPDATE idempotency_keys SET answer = 'gone' {ANSWER}",),
        "idempotency_answers",
    ),
    (
        "the answer of a payment given to another amount",
        ("UPDATE payments SET amount = amount + 1",),
        "idempotency_answers",
    ),
    (
        "a wrong running value in the middle of the ledger of money",
        (
            "UPDATE payment_entries SET captured_after = captured_after + 1"
            " WHERE seq = 1 AND payment_entry_kind_code = 'capture'",
        ),
        "payment_entries_chain",
    ),
    (
        "money in another currency",
        ("UPDATE payment_entries SET currency_code = 'XXX' LIMIT 1",),
        "payment_entries_chain",
    ),
    (
        "money that came by another way",
        ("UPDATE payment_entries SET payment_method_code = 'history' WHERE seq = 1",),
        "payment_entries_chain",
    ),
    (
        "an entry of money removed from the middle",
        (
            "DELETE FROM payment_entries WHERE seq = 1 AND order_id IN"
            " (SELECT * FROM (SELECT order_id FROM payment_entries WHERE seq = 2) AS found)",
        ),
        "payment_entries_chain",
    ),
    (
        "an entry of stock removed from the middle",
        (f"DELETE FROM stock_entries WHERE seq = 1 AND variant_id = {MOVED}",),
        "stock_entries_chain",
    ),
    (
        "more reserved than there was for a moment",
        ("UPDATE stock_entries SET reserved_after = on_hand_after + 1 LIMIT 1",),
        "stock_entries_chain",
    ),
    (
        "an order placed on another day than its history says",
        (f"UPDATE orders SET placed_at = placed_at - INTERVAL 1 DAY WHERE order_id = {A_PAID}",),
        "order_settled",
    ),
    (
        "an order that waits longer than its history says",
        (
            "UPDATE orders SET pay_until_at = pay_until_at + INTERVAL 1 DAY"
            " WHERE pay_until_at IS NOT NULL LIMIT 1",
        ),
        "order_settled",
    ),
    (
        "a history that settled another discount",
        (
            "UPDATE order_status_changes SET discount_amount = discount_amount + 1"
            f" WHERE line_count IS NOT NULL AND order_id = {PAID}",
        ),
        "order_settled",
    ),
    (
        "an order of 1970",
        (f"UPDATE orders SET created_at = '1970-01-02' WHERE order_id = {A_PAID}",),
        "dates_of_orders",
    ),
    (
        "an order of next year",
        (
            "UPDATE order_status_changes SET changed_at = changed_at + INTERVAL 1 YEAR"
            f" WHERE order_id = {PAID}",
        ),
        "dates_of_orders",
    ),
    (
        "money that came before its order",
        (
            "UPDATE payment_entries SET created_at = created_at - INTERVAL 400 DAY"
            f" WHERE order_id = {PAID}",
        ),
        "dates_of_money",
    ),
    (
        "an attempt to pay told as of another day",
        (f"UPDATE payments SET created_at = '2001-01-01' WHERE order_id = {PAID}",),
        "dates_of_money",
    ),
    (
        "goods that left on another day than their order",
        (
            "UPDATE stock_entries SET created_at = created_at + INTERVAL 1 MINUTE"
            " WHERE stock_entry_kind_code = 'ship'",
        ),
        "dates_of_stock",
    ),
    (
        "a receipt told as of tomorrow",
        (
            "UPDATE stock_entries SET created_at = created_at + INTERVAL 1 DAY"
            " WHERE stock_entry_kind_code = 'receipt'",
        ),
        "dates_of_stock",
    ),
    (
        "an event told as of another minute",
        (
            "UPDATE events SET happened_at = happened_at + INTERVAL 1 MINUTE"
            " WHERE order_id IS NOT NULL LIMIT 1",
        ),
        "dates_of_events",
    ),
    (
        "a registration told as of another year",
        (
            "UPDATE events SET happened_at = '2001-01-01' WHERE user_id IS NOT NULL"
            " ORDER BY event_id DESC LIMIT 1",
        ),
        "dates_of_events",
    ),
    (
        "an event that is never passed on",
        (f"UPDATE events SET happened_at = {LONG_AGO} WHERE relay_no IS NULL",),
        "mails_overdue",
    ),
    (
        "another address under an order",
        ("UPDATE addresses SET line1 = 'Elsewhere 1' LIMIT 1",),
        "address_hashes",
    ),
    (
        "a permission given to a role without a word",
        ("INSERT INTO role_permissions VALUES ('customer', 'settings.update')",),
        "audit_of_role_permissions",
    ),
    (
        "a product renamed without a word",
        ("UPDATE products SET name = 'Cheaper' LIMIT 1",),
        "audit_of_products",
    ),
    (
        "a mail's text changed without a word",
        ("UPDATE mail_templates SET texts = REPLACE(texts, 'order', '0rder')",),
        "audit_of_mail_templates",
    ),
    (
        "the status flow changed without a word",
        ("UPDATE order_status_transitions SET is_by_customer = NOT is_by_customer LIMIT 1",),
        "audit_of_order_status_transitions",
    ),
    (
        "a country removed without a word",
        ("DELETE FROM countries WHERE country_code = 'AL'",),
        "audit_of_countries",
    ),
    (
        "a user made staff without a word",
        (f"UPDATE users SET is_staff = NOT is_staff WHERE user_id = {PERSON}",),
        "audit_of_users",
    ),
    (
        "the audit's words changed",
        ("UPDATE store_audit.entries SET actor_id = 1 WHERE actor_id > 1 LIMIT 1",),
        "audit_sealed",
    ),
    (
        "a row put into the sealed audit",
        (
            "SET @old = (SELECT MAX(entry_id) FROM store_audit.entries WHERE actor_id > 1)",
            "DELETE FROM store_audit.entries WHERE entry_id = @old",
            "UPDATE store_audit.entries SET entry_id = @old ORDER BY entry_id DESC LIMIT 1",
        ),
        "audit_sealed",
    ),
    (
        "a seal removed together with its rows",
        (
            "DELETE FROM store_audit.entries WHERE entry_id <="
            " (SELECT last_entry_id FROM store_audit.seals WHERE seal_no = 1)",
            "DELETE FROM store_audit.seals WHERE seal_no = 1",
        ),
        "audit_sealed",
    ),
    (
        "an order that the dashboard missed",
        (
            "UPDATE orders_counted SET order_status_code = 'elsewhere' LIMIT 1",
            "UPDATE dashboard_state SET counted_at = counted_at + INTERVAL 1 HOUR",
        ),
        "dashboard_sums",
    ),
    (
        "goods that the dashboard missed",
        (
            "UPDATE stock_available SET available_qty = available_qty + 1 LIMIT 1",
            "UPDATE dashboard_state SET counted_at = counted_at + INTERVAL 1 HOUR",
        ),
        "dashboard_sums",
    ),
    (
        "best sellers that did not sell so much",
        ("UPDATE sales_lately SET revenue_cents = revenue_cents + 1 LIMIT 1",),
        "sales_sums",
    ),
    (
        "seals that stopped",
        (
            "DELETE FROM store_audit.seals WHERE seal_no > 1",
            f"UPDATE store_audit.entries SET happened_at = {LONG_AGO}"
            " ORDER BY entry_id DESC LIMIT 1",
        ),
        "audit_sealed",
    ),
]
