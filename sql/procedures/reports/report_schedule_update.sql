-- report_schedule_update: change when a report comes, or what of it.
-- Route:   PATCH /report-schedules/{schedule_id}
-- Fails:   unauthenticated, not_found, validation_failed
-- Locks:   the schedule
-- Returns: one row: the schedule
DROP PROCEDURE IF EXISTS report_schedule_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE report_schedule_update (
    IN p_session CHAR(32),
    IN p_report_schedule_id BIGINT UNSIGNED,
    IN p_fields JSON
)
COMMENT 'Change when a report comes, or what of it.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_last_on DATE;
    DECLARE v_found BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('reports');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, NULL);
    SELECT report_schedule_id
    INTO v_found
    FROM report_schedules
    WHERE report_schedule_id = p_report_schedule_id AND user_id = @actor_id
    FOR UPDATE;
    IF v_found IS NULL THEN
        CALL fail('not_found', CONCAT('There is no schedule ', p_report_schedule_id, ' of yours.'));
    END IF;
    -- The day on which it has run is over, at whatever hour.
    SET v_last_on = (
        SELECT MAX(scheduled_on)
        FROM exports
        WHERE report_schedule_id = p_report_schedule_id
    );
    -- Left to right: what comes later reads what was set before.
    UPDATE report_schedules
    SET
        title = COALESCE(json_text(p_fields, '$.title'), title),
        file_format = COALESCE(json_text(p_fields, '$.format'), file_format),
        parameters = COALESCE(JSON_EXTRACT(p_fields, '$.parameters'), parameters),
        frequency_code = COALESCE(json_text(p_fields, '$.every'), frequency_code),
        run_weekday = IF(
            JSON_CONTAINS_PATH(p_fields, 'one', '$.weekday'),
            json_text(p_fields, '$.weekday'),
            run_weekday
        ),
        run_month_day = IF(
            JSON_CONTAINS_PATH(p_fields, 'one', '$.month_day'),
            json_text(p_fields, '$.month_day'),
            run_month_day
        ),
        run_hour = COALESCE(json_text(p_fields, '$.hour'), run_hour),
        is_active = COALESCE(json_text(p_fields, '$.is_active') = 'true', is_active),
        next_on = IF(
            is_active,
            report_schedule_next_on(
                frequency_code, run_weekday, run_month_day, run_hour, v_last_on
            ),
            NULL
        )
    WHERE report_schedule_id = p_report_schedule_id;

    CALL report_schedule_answer(p_report_schedule_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE report_schedule_update TO store_api;
