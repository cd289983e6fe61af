-- audit_of_addresses: each row of addresses that has changed is what the audit says.
-- Written by ./store db generate from guarded_tables and guarded_columns.
WITH newest AS (
    SELECT
        e.row_key,
        e.action,
        COALESCE(e.new_values, e.old_values) AS told_values
    FROM (
        SELECT MAX(entry_id) AS entry_id
        FROM store_audit.entries
        WHERE table_name = 'addresses' AND action IN ('insert', 'update', 'delete')
        GROUP BY row_key
    ) AS m
    INNER JOIN store_audit.entries AS e ON m.entry_id = e.entry_id
),

compared AS (
    SELECT
        n.row_key,
        n.action <> 'delete' AS is_told,
        r.address_id IS NOT NULL AS is_there,
        n.told_values,
        JSON_OBJECT(
            'address_id', r.address_id,
            'user_id', r.user_id,
            'address_hash', HEX(r.address_hash),
            IF(s.user_id IS NULL, '-name', 'name'), seal(r.user_id, r.name),
            IF(s.user_id IS NULL, '-line1', 'line1'), seal(r.user_id, r.line1),
            IF(s.user_id IS NULL, '-line2', 'line2'), seal(r.user_id, r.line2),
            IF(s.user_id IS NULL, '-city', 'city'), seal(r.user_id, r.city),
            IF(s.user_id IS NULL, '-postal_code', 'postal_code'), seal(r.user_id, r.postal_code),
            'country_code', r.country_code,
            IF(s.user_id IS NULL, '-phone', 'phone'), seal(r.user_id, r.phone),
            'is_in_book', r.is_in_book,
            'created_at', r.created_at
        ) AS row_values
    FROM newest AS n
    LEFT JOIN addresses AS r
        ON
            r.address_id = CAST(
                JSON_UNQUOTE(JSON_EXTRACT(n.told_values, '$.address_id')) AS UNSIGNED
            )
    LEFT JOIN user_seals AS s ON r.user_id = s.user_id
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
