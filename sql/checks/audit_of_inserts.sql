-- audit_of_inserts: each user and each product has left its row in the audit, as far back as that reaches.
SELECT
    r.table_name,
    r.row_key
FROM (
    SELECT
        'users' AS table_name,
        CAST(user_id AS CHAR) AS row_key,
        created_at
    FROM users
    UNION ALL
    SELECT
        'products' AS table_name,
        CAST(product_id AS CHAR) AS row_key,
        created_at
    FROM products
) AS r
LEFT JOIN store_audit.entries AS e
    ON
        e.table_name = r.table_name COLLATE utf8mb4_unicode_ci
        AND e.row_key = r.row_key COLLATE utf8mb4_unicode_ci
        AND e.action = 'insert'
WHERE
    e.entry_id IS NULL
    AND r.created_at > (SELECT MIN(happened_at) FROM store_audit.entries);
