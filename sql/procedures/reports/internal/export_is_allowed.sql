-- export_is_allowed: whether the owner of an export is still there and may see its report.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: boolean
DROP FUNCTION IF EXISTS export_is_allowed;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION export_is_allowed (
    p_export_id BIGINT UNSIGNED
)
RETURNS BOOLEAN
COMMENT 'Whether the owner of an export is still there and may see its report.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    RETURN EXISTS (
        SELECT 1
        FROM exports AS x
        INNER JOIN reports AS r ON x.report_code = r.report_code
        INNER JOIN users AS u ON x.user_id = u.user_id
        INNER JOIN actor_permissions AS p
            ON x.user_id = p.user_id AND r.permission_code = p.permission_code
        WHERE x.export_id = p_export_id AND u.is_active
    );
END$$
DELIMITER ;
