-- staff_exports: the report files that anybody asked for.
CREATE OR REPLACE ALGORITHM = MERGE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW staff_exports AS
SELECT
    user_id,
    owner_name,
    export_id,
    report_code,
    report_title,
    permission_code,
    column_permissions,
    file_format,
    parameters,
    state,
    total_rows,
    written_rows,
    file_name,
    file_bytes,
    last_error,
    created_at,
    finished_at,
    expires_at
FROM my_exports;
GRANT SELECT ON staff_exports TO store_api;
