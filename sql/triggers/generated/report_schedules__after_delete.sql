-- report_schedules__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS report_schedules__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER report_schedules__after_delete
AFTER DELETE ON report_schedules FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'reports', 'event', 'delete',
        'report_schedules', OLD.report_schedule_id,
        JSON_OBJECT(
            'report_schedule_id', OLD.report_schedule_id,
            'user_id', OLD.user_id,
            'report_code', OLD.report_code,
            'title', OLD.title,
            'file_format', OLD.file_format,
            'parameters', OLD.parameters,
            'frequency_code', OLD.frequency_code,
            'run_weekday', OLD.run_weekday,
            'run_month_day', OLD.run_month_day,
            'run_hour', OLD.run_hour,
            'is_active', OLD.is_active,
            'created_at', OLD.created_at
        )
    );
END$$
DELIMITER ;
