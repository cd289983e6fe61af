-- report_schedule_moment: when an hour of a day of the shop begins; one that the clocks leave out begins with the next, one that comes twice counts once.
-- Route:   internal
-- Fails:   internal_error
-- Locks:   none
-- Returns: datetime(6) in UTC
DROP FUNCTION IF EXISTS report_schedule_moment;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION report_schedule_moment (
    p_on DATE,
    p_hour SMALLINT
)
RETURNS DATETIME(6)
COMMENT 'When an hour of a day of the shop begins; one that the clocks leave out begins with the next, one that comes twice counts once.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    RETURN CONVERT_TZ(TIMESTAMP(p_on, MAKETIME(p_hour, 0, 0)), setting('time_zone'), 'UTC');
END$$
DELIMITER ;
