-- report_view_roles__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS report_view_roles__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER report_view_roles__after_insert
AFTER INSERT ON report_view_roles FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'reports', 'event', 'insert',
        'report_view_roles', CONCAT_WS('/', NEW.report_view_id, NEW.role_code),
        JSON_OBJECT(
            'report_view_id', NEW.report_view_id,
            'role_code', NEW.role_code
        )
    );
END$$
DELIMITER ;
