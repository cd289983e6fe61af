-- audit_of_products: each row of products has left its row in the audit, as far back as the audit reaches.
SELECT t.product_id
FROM products AS t
LEFT JOIN store_audit.entries AS e
    ON
        e.table_name = 'products'
        AND e.row_key = CAST(t.product_id AS CHAR) COLLATE utf8mb4_unicode_ci
        AND e.action = 'insert'
WHERE
    e.entry_id IS NULL
    AND t.created_at > (SELECT MIN(happened_at) FROM store_audit.entries);
