-- report_view_require: refuse a view that who acts does not see.
-- Route:   internal
-- Fails:   not_found
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS report_view_require;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE report_view_require (
    IN p_report_view_id BIGINT UNSIGNED
)
COMMENT 'Refuse a view that who acts does not see.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    IF NOT EXISTS (
        SELECT 1
        FROM my_report_views
        WHERE owner_id = @actor_id AND id = p_report_view_id
    ) THEN
        CALL fail('not_found', CONCAT('There is no view ', p_report_view_id, ' for you.'));
    END IF;
END$$
DELIMITER ;
