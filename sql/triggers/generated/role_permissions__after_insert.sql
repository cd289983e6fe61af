-- role_permissions__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS role_permissions__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER role_permissions__after_insert
AFTER INSERT ON role_permissions FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'staff', 'event', 'insert',
        'role_permissions', CONCAT_WS('/', NEW.role_code, NEW.permission_code),
        JSON_OBJECT(
            'role_code', NEW.role_code,
            'permission_code', NEW.permission_code
        )
    );
END$$
DELIMITER ;
