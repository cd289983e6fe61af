-- report_schedule_run_next: make an export of the schedule that is due first, once for its day.
-- Route:   none: the clock calls it until none is due
-- Fails:   unauthenticated, forbidden
-- Locks:   the schedule
-- Returns: one row or none: report_schedule_id
DROP PROCEDURE IF EXISTS report_schedule_run_next;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE report_schedule_run_next (
    IN p_session CHAR(32)
)
COMMENT 'Make an export of the schedule that is due first, once for its day.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_report_schedule_id BIGINT UNSIGNED;
    DECLARE v_is_there BOOLEAN;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('reports');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'clock.run');
    SELECT report_schedule_id
    INTO v_report_schedule_id
    FROM report_schedules
    WHERE
        is_active
        AND next_on <= UTC_DATE() + INTERVAL 1 DAY
        AND report_schedule_moment(next_on, run_hour) <= UTC_TIMESTAMP(6)
    ORDER BY next_on, report_schedule_id
    LIMIT 1
    FOR UPDATE; -- noqa: PRS
    SET v_is_there = (
        SELECT COUNT(*) > 0
        FROM report_schedules AS s
        INNER JOIN users AS u ON s.user_id = u.user_id
        WHERE s.report_schedule_id = v_report_schedule_id AND u.is_active
    );
    -- Whether its owner may still see the report is asked when the file is made. The unique key
    -- makes it once for a day, whoever has moved the schedule meanwhile.
    INSERT INTO exports (
        user_id, report_code, file_format, parameters, report_schedule_id, scheduled_on
    )
    SELECT
        s.user_id,
        s.report_code,
        s.file_format,
        s.parameters,
        s.report_schedule_id,
        s.next_on
    FROM report_schedules AS s
    WHERE s.report_schedule_id = v_report_schedule_id AND v_is_there
    ON DUPLICATE KEY UPDATE scheduled_on = s.next_on;
    -- Whoever has left gets no more of them.
    UPDATE report_schedules
    SET
        is_active = v_is_there,
        next_on = IF(
            v_is_there,
            report_schedule_next_on(
                frequency_code, run_weekday, run_month_day, run_hour, next_on
            ),
            NULL
        )
    WHERE report_schedule_id = v_report_schedule_id;

    SELECT v_report_schedule_id AS report_schedule_id
    FROM report_schedules
    WHERE report_schedule_id = v_report_schedule_id;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE report_schedule_run_next TO store_worker;
