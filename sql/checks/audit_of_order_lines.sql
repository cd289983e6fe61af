-- audit_of_order_lines: each line has left its row in the audit, as far back as the audit reaches.
SELECT
    l.order_id,
    l.line_no
FROM order_lines AS l
INNER JOIN orders AS o ON l.order_id = o.order_id
LEFT JOIN store_audit.entries AS e
    ON
        e.table_name = 'order_lines'
        AND e.row_key = CONCAT_WS('/', l.order_id, l.line_no) COLLATE utf8mb4_unicode_ci
        AND e.action = 'insert'
WHERE
    e.entry_id IS NULL
    AND o.created_at > (SELECT MIN(happened_at) FROM store_audit.entries);
