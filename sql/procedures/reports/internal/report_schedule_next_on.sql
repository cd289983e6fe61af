-- report_schedule_next_on: the day of the shop on which a schedule runs next: after this day, at an hour that is still to come.
-- Route:   internal
-- Fails:   internal_error
-- Locks:   none
-- Returns: date
DROP FUNCTION IF EXISTS report_schedule_next_on;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION report_schedule_next_on (
    p_frequency_code VARCHAR(8),
    p_run_weekday SMALLINT,
    p_run_month_day SMALLINT,
    p_run_hour SMALLINT,
    p_after_on DATE
)
RETURNS DATE
COMMENT 'The day of the shop on which a schedule runs next: after this day, at an hour that is still to come.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_on DATE;

    -- What a schedule lacks is refused by its table, not here.
    -- Days that were missed while nobody ran schedules are not made up for one by one.
    SET v_on = GREATEST(
        COALESCE(p_after_on + INTERVAL 1 DAY, '1000-01-01'),
        DATE(CONVERT_TZ(UTC_TIMESTAMP(6), 'UTC', setting('time_zone')))
    );
    IF report_schedule_moment(v_on, p_run_hour) <= UTC_TIMESTAMP(6) THEN
        SET v_on = v_on + INTERVAL 1 DAY;
    END IF;
    IF p_frequency_code = 'weekly' THEN
        SET v_on = v_on + INTERVAL MOD(COALESCE(p_run_weekday, 1) + 6 - WEEKDAY(v_on), 7) DAY;
    ELSEIF p_frequency_code = 'monthly' THEN
        IF DAY(v_on) > COALESCE(p_run_month_day, 1) THEN
            SET v_on = LAST_DAY(v_on) + INTERVAL 1 DAY;
        END IF;
        SET v_on = v_on + INTERVAL COALESCE(p_run_month_day, 1) - DAY(v_on) DAY;
    END IF;
    RETURN v_on;
END$$
DELIMITER ;
