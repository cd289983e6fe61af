-- reports__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS reports__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER reports__after_delete
AFTER DELETE ON reports FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'reports', 'event', 'delete',
        'reports', OLD.report_code,
        JSON_OBJECT(
            'report_code', OLD.report_code,
            'permission_code', OLD.permission_code,
            'title', OLD.title
        )
    );
END$$
DELIMITER ;
