-- report_schedules_overdue: no schedule waits for an hour beyond its time.
SELECT
    s.report_schedule_id,
    s.next_on,
    s.run_hour
FROM report_schedules AS s
INNER JOIN settings AS z ON z.setting_code = 'time_zone'
WHERE
    s.is_active
    AND s.created_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR
    AND CONVERT_TZ(TIMESTAMP(s.next_on, MAKETIME(s.run_hour, 0, 0)), z.value, 'UTC')
    < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR;
