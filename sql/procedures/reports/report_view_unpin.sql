-- report_view_unpin: take a view from the caller's dashboard; a second time changes nothing.
-- Route:   DELETE /report-views/{report_view_id}/pin
-- Fails:   unauthenticated, not_found
-- Locks:   the pin
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS report_view_unpin;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE report_view_unpin (
    IN p_session CHAR(32),
    IN p_report_view_id BIGINT UNSIGNED
)
COMMENT 'Take a view from the caller''s dashboard; a second time changes nothing.'
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
    DELETE FROM report_view_pins
    WHERE user_id = @actor_id AND report_view_id = p_report_view_id;

    SELECT report_view_document(p_report_view_id, @actor_id) AS document;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE report_view_unpin TO store_api;
