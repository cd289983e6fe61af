-- my_exports: the report files that a user asked for.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW my_exports AS
SELECT
    user_id AS owner_id,
    export_id,
    report_code,
    file_format,
    parameters,
    state,
    total_rows,
    written_rows,
    file_name,
    file_bytes,
    last_error,
    created_at,
    finished_at
FROM exports;
GRANT SELECT ON my_exports TO store_api;
