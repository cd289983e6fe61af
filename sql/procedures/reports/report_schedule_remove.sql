-- report_schedule_remove: let a report come no more; the files that it made stay.
-- Route:   DELETE /report-schedules/{schedule_id}
-- Fails:   unauthenticated, not_found
-- Locks:   the schedule
-- Returns: nothing
DROP PROCEDURE IF EXISTS report_schedule_remove;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE report_schedule_remove (
    IN p_session CHAR(32),
    IN p_report_schedule_id BIGINT UNSIGNED
)
COMMENT 'Let a report come no more; the files that it made stay.'
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
    DELETE FROM report_schedules
    WHERE report_schedule_id = p_report_schedule_id AND user_id = @actor_id;
    IF ROW_COUNT() = 0 THEN
        CALL fail('not_found', CONCAT('There is no schedule ', p_report_schedule_id, ' of yours.'));
    END IF;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE report_schedule_remove TO store_api;
