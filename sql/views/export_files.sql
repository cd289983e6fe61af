-- export_files: the report files that must lie in the folder of exports.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER VIEW export_files AS
SELECT
    export_id,
    file_name
FROM exports
WHERE state = 'done';
GRANT SELECT ON export_files TO store_worker;
