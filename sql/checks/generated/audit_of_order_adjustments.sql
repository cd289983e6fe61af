-- audit_of_order_adjustments: each row of order_adjustments that has changed is what the audit says.
-- Written by ./store db generate from guarded_tables and guarded_columns.
WITH newest AS (
    SELECT
        e.row_key,
        e.action,
        COALESCE(e.new_values, e.old_values) AS told_values
    FROM (
        SELECT MAX(entry_id) AS entry_id
        FROM store_audit.entries
        WHERE table_name = 'order_adjustments' AND action IN ('insert', 'update', 'delete')
        GROUP BY row_key
    ) AS m
    INNER JOIN store_audit.entries AS e ON m.entry_id = e.entry_id
),

compared AS (
    SELECT
        n.row_key,
        n.action <> 'delete' AS is_told,
        r.order_id IS NOT NULL AS is_there,
        n.told_values,
        JSON_OBJECT(
            'order_id', r.order_id,
            'adjustment_no', r.adjustment_no,
            'source', r.source,
            'name', r.name,
            'discount_amount', r.discount_amount
        ) AS row_values
    FROM newest AS n
    LEFT JOIN order_adjustments AS r
        ON
            r.order_id = CAST(
                JSON_UNQUOTE(JSON_EXTRACT(n.told_values, '$.order_id')) AS UNSIGNED
            )
            AND r.adjustment_no = CAST(
                JSON_UNQUOTE(JSON_EXTRACT(n.told_values, '$.adjustment_no')) AS UNSIGNED
            )
    HAVING
        is_told > is_there
        OR (
            is_told
            AND CAST(told_values AS CHAR) COLLATE utf8mb4_bin <> CAST(row_values AS CHAR)
        )
    LIMIT 1000000000 -- noqa: AM09
)

SELECT
    c.row_key,
    CASE
        WHEN c.is_told AND c.is_there THEN CONCAT(k.column_name, ' is not what the audit says')
        WHEN c.is_there THEN 'came without an entry'
        ELSE 'went without an entry'
    END AS problem
FROM compared AS c
LEFT JOIN JSON_TABLE(
    JSON_KEYS(c.told_values), '$[*]' COLUMNS (column_name VARCHAR(64) PATH '$')
) AS k
    -- A column that the entry does not know, or the table no more, is compared with nothing.
    ON
        c.is_told AND c.is_there
        AND CAST(
            JSON_EXTRACT(c.told_values, CONCAT('$.', k.column_name)) AS CHAR
        ) COLLATE utf8mb4_bin
        <> CAST(JSON_EXTRACT(c.row_values, CONCAT('$.', k.column_name)) AS CHAR)
WHERE c.is_told <> c.is_there OR k.column_name IS NOT NULL;
