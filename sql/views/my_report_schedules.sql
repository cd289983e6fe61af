-- my_report_schedules: the schedules of a user, when each runs next, and what became of its last run.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW my_report_schedules AS
SELECT
    s.user_id AS owner_id,
    s.report_schedule_id AS id,
    s.report_code,
    s.title,
    s.file_format,
    s.parameters,
    s.frequency_code,
    s.run_weekday,
    s.run_month_day,
    s.run_hour,
    s.is_active,
    report_schedule_moment(s.next_on, s.run_hour) AS next_at,
    x.created_at AS last_at,
    x.export_id AS last_export_id,
    x.last_error
FROM report_schedules AS s
LEFT JOIN exports AS x
    ON
        s.report_schedule_id = x.report_schedule_id
        AND x.scheduled_on = (
            SELECT MAX(l.scheduled_on)
            FROM exports AS l
            WHERE l.report_schedule_id = s.report_schedule_id
        );
GRANT SELECT ON my_report_schedules TO store_api;
