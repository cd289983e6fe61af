-- report_view_lock: lock a view for its owner, who alone may change it.
-- Route:   internal
-- Fails:   not_found, forbidden
-- Locks:   the view
-- Returns: nothing
DROP PROCEDURE IF EXISTS report_view_lock;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE report_view_lock (
    IN p_report_view_id BIGINT UNSIGNED
)
COMMENT 'Lock a view for its owner, who alone may change it.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_user_id BIGINT UNSIGNED;

    SELECT user_id
    INTO v_user_id
    FROM report_views
    WHERE report_view_id = p_report_view_id
    FOR UPDATE;
    CALL report_view_require(p_report_view_id);
    IF NOT v_user_id <=> @actor_id THEN
        CALL fail('forbidden', 'Only who saved a view changes it; you may save your own.');
    END IF;
END$$
DELIMITER ;
