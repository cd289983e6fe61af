-- report_schedules__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS report_schedules__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER report_schedules__after_insert
AFTER INSERT ON report_schedules FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'reports', 'event', 'insert',
        'report_schedules', NEW.report_schedule_id,
        JSON_OBJECT(
            'report_schedule_id', NEW.report_schedule_id,
            'user_id', NEW.user_id,
            'report_code', NEW.report_code,
            'title', NEW.title,
            'file_format', NEW.file_format,
            'parameters', NEW.parameters,
            'frequency_code', NEW.frequency_code,
            'run_weekday', NEW.run_weekday,
            'run_month_day', NEW.run_month_day,
            'run_hour', NEW.run_hour,
            'is_active', NEW.is_active,
            'created_at', NEW.created_at
        )
    );
END$$
DELIMITER ;
