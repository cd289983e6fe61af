-- report_schedule_answer: answer with a schedule.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: one row: the schedule as its owner reads it
DROP PROCEDURE IF EXISTS report_schedule_answer;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE report_schedule_answer (
    IN p_report_schedule_id BIGINT UNSIGNED
)
COMMENT 'Answer with a schedule.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    SELECT
        id,
        report_code,
        title,
        file_format,
        parameters,
        frequency_code,
        run_weekday,
        run_month_day,
        run_hour,
        is_active,
        next_at,
        last_at,
        last_export_id,
        last_error
    FROM my_report_schedules
    WHERE id = p_report_schedule_id;
END$$
DELIMITER ;
