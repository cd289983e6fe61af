-- audit_of_orders: each order has left its row in the audit, as far back as the audit reaches.
SELECT o.order_id
FROM orders AS o
LEFT JOIN store_audit.entries AS e
    ON
        e.table_name = 'orders'
        AND e.row_key = CAST(o.order_id AS CHAR) COLLATE utf8mb4_unicode_ci
        AND e.action = 'insert'
WHERE
    e.entry_id IS NULL
    AND o.created_at > (SELECT MIN(happened_at) FROM store_audit.entries);
