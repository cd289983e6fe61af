-- reports__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS reports__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER reports__after_update
AFTER UPDATE ON reports FOR EACH ROW
BEGIN
    IF NOT (
        NEW.report_code <=> CAST(OLD.report_code AS BINARY)
        AND NEW.permission_code <=> CAST(OLD.permission_code AS BINARY)
        AND NEW.title <=> CAST(OLD.title AS BINARY)
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'reports', 'event', 'update',
            'reports', OLD.report_code,
            JSON_OBJECT(
                'report_code', OLD.report_code,
                'permission_code', OLD.permission_code,
                'title', OLD.title
            ),
            JSON_OBJECT(
                'report_code', NEW.report_code,
                'permission_code', NEW.permission_code,
                'title', NEW.title
            )
        );
    END IF;
END$$
DELIMITER ;
