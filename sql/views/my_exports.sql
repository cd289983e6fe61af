-- my_exports: the report files that a user asked for.
CREATE OR REPLACE ALGORITHM = MERGE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW my_exports AS
SELECT
    x.user_id AS owner_id,
    x.user_id,
    u.name AS owner_name,
    x.export_id,
    x.report_code,
    r.title AS report_title,
    r.permission_code,
    x.column_permissions,
    x.file_format,
    x.parameters,
    x.state,
    x.total_rows,
    x.written_rows,
    x.file_name,
    x.file_bytes,
    x.last_error,
    x.created_at,
    x.finished_at,
    IF(
        x.state = 'done',
        x.finished_at + INTERVAL (
            SELECT CAST(s.value AS SIGNED) FROM settings AS s WHERE s.setting_code = 'export_days'
        ) DAY,
        NULL
    ) AS expires_at
FROM exports AS x
INNER JOIN users AS u ON x.user_id = u.user_id
INNER JOIN reports AS r ON x.report_code = r.report_code;
GRANT SELECT ON my_exports TO store_api;
