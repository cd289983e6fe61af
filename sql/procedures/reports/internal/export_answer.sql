-- export_answer: answer with an export.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: one row: the export as its owner reads it
DROP PROCEDURE IF EXISTS export_answer;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE export_answer (
    IN p_export_id BIGINT UNSIGNED
)
COMMENT 'Answer with an export.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    SELECT
        export_id,
        user_id,
        owner_name,
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
    FROM my_exports
    WHERE export_id = p_export_id;
END$$
DELIMITER ;
