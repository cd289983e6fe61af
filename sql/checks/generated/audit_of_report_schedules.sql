-- audit_of_report_schedules: each row of report_schedules is what the audit says, and none came or went without an entry.
-- Written by ./store db generate from guarded_tables and guarded_columns.
WITH newest AS (
    SELECT
        e.row_key,
        e.action,
        COALESCE(e.new_values, e.old_values) AS told_values
    FROM (
        SELECT MAX(entry_id) AS entry_id
        FROM store_audit.entries
        WHERE table_name = 'report_schedules' AND action IN ('insert', 'update', 'delete')
        GROUP BY row_key
    ) AS m
    INNER JOIN store_audit.entries AS e ON m.entry_id = e.entry_id
),

compared AS (
    SELECT
        n.row_key,
        n.action <> 'delete' AS is_told,
        r.report_schedule_id IS NOT NULL AS is_there,
        n.told_values,
        JSON_OBJECT(
            'report_schedule_id', r.report_schedule_id,
            'user_id', r.user_id,
            'report_code', r.report_code,
            'title', r.title,
            'file_format', r.file_format,
            'parameters', r.parameters,
            'frequency_code', r.frequency_code,
            'run_weekday', r.run_weekday,
            'run_month_day', r.run_month_day,
            'run_hour', r.run_hour,
            'is_active', r.is_active,
            'created_at', r.created_at
        ) AS row_values
    FROM newest AS n
    LEFT JOIN report_schedules AS r
        ON
            r.report_schedule_id = CAST(
                JSON_UNQUOTE(JSON_EXTRACT(n.told_values, '$.report_schedule_id')) AS UNSIGNED
            )
    HAVING
        is_told <> is_there
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
WHERE c.is_told <> c.is_there OR k.column_name IS NOT NULL
UNION ALL
SELECT
    CONCAT_WS('/', r.report_schedule_id) AS row_key,
    'came without an entry' AS problem
FROM report_schedules AS r
WHERE
    NOT EXISTS (
        SELECT 1
        FROM store_audit.entries AS e
        WHERE
            e.table_name = 'report_schedules'
            AND e.row_key
            = CONCAT_WS('/', r.report_schedule_id) COLLATE utf8mb4_bin
            AND e.action IN ('insert', 'update', 'delete')
    )
    -- What came in a month that has been dropped is told by nothing.
    AND NOT EXISTS (SELECT 1 FROM store_audit.seals AS s WHERE s.is_dropped);
