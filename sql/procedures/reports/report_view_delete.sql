-- report_view_delete: forget a view that the caller saved, on all dashboards.
-- Route:   DELETE /report-views/{report_view_id}
-- Fails:   unauthenticated, forbidden, not_found
-- Locks:   the view
-- Returns: nothing
DROP PROCEDURE IF EXISTS report_view_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE report_view_delete (
    IN p_session CHAR(32),
    IN p_report_view_id BIGINT UNSIGNED
)
COMMENT 'Forget a view that the caller saved, on all dashboards.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('reports');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, NULL);
    CALL report_view_lock(p_report_view_id);
    DELETE FROM report_view_pins
    WHERE report_view_id = p_report_view_id;
    DELETE FROM report_view_roles
    WHERE report_view_id = p_report_view_id;
    DELETE FROM report_views
    WHERE report_view_id = p_report_view_id;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE report_view_delete TO store_api;
