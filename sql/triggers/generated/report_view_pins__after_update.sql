-- report_view_pins__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS report_view_pins__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER report_view_pins__after_update
AFTER UPDATE ON report_view_pins FOR EACH ROW
BEGIN
    IF NOT (
        NEW.user_id <=> OLD.user_id
        AND NEW.report_view_id <=> OLD.report_view_id
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'reports', 'event', 'update',
            'report_view_pins', CONCAT_WS('/', OLD.user_id, OLD.report_view_id),
            JSON_OBJECT(
                'user_id', OLD.user_id,
                'report_view_id', OLD.report_view_id
            ),
            JSON_OBJECT(
                'user_id', NEW.user_id,
                'report_view_id', NEW.report_view_id
            )
        );
    END IF;
END$$
DELIMITER ;
