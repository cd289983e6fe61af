-- report_view_pins__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS report_view_pins__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER report_view_pins__after_delete
AFTER DELETE ON report_view_pins FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'reports', 'event', 'delete',
        'report_view_pins', CONCAT_WS('/', OLD.user_id, OLD.report_view_id),
        JSON_OBJECT(
            'user_id', OLD.user_id,
            'report_view_id', OLD.report_view_id
        )
    );
END$$
DELIMITER ;
