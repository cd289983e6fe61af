-- report_schedules__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS report_schedules__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER report_schedules__after_update
AFTER UPDATE ON report_schedules FOR EACH ROW
BEGIN
    IF NOT (
        NEW.report_schedule_id <=> OLD.report_schedule_id
        AND NEW.user_id <=> OLD.user_id
        AND NEW.report_code <=> CAST(OLD.report_code AS BINARY)
        AND NEW.title <=> CAST(OLD.title AS BINARY)
        AND NEW.file_format <=> CAST(OLD.file_format AS BINARY)
        AND NEW.parameters <=> OLD.parameters
        AND NEW.frequency_code <=> CAST(OLD.frequency_code AS BINARY)
        AND NEW.run_weekday <=> OLD.run_weekday
        AND NEW.run_month_day <=> OLD.run_month_day
        AND NEW.run_hour <=> OLD.run_hour
        AND NEW.is_active <=> OLD.is_active
        AND NEW.created_at <=> OLD.created_at
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'reports', 'event', 'update',
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
            ),
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
    END IF;
END$$
DELIMITER ;
