-- report_view_pin: put a view that the caller sees on the caller's dashboard; a second time changes nothing.
-- Route:   PUT /report-views/{report_view_id}/pin
-- Fails:   unauthenticated, not_found
-- Locks:   none
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS report_view_pin;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE report_view_pin (
    IN p_session CHAR(32),
    IN p_report_view_id BIGINT UNSIGNED
)
COMMENT 'Put a view that the caller sees on the caller''s dashboard; a second time changes nothing.'
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
    CALL report_view_require(p_report_view_id);
    INSERT INTO report_view_pins (user_id, report_view_id)
    VALUES (@actor_id, p_report_view_id)
    ON DUPLICATE KEY UPDATE user_id = VALUES(user_id);

    SELECT report_view_document(p_report_view_id, @actor_id) AS document;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE report_view_pin TO store_api;
