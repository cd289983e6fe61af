-- role_permissions__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS role_permissions__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER role_permissions__after_update
AFTER UPDATE ON role_permissions FOR EACH ROW
BEGIN
    IF NOT (
        NEW.role_code <=> CAST(OLD.role_code AS BINARY)
        AND NEW.permission_code <=> CAST(OLD.permission_code AS BINARY)
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'staff', 'event', 'update',
            'role_permissions', CONCAT_WS('/', OLD.role_code, OLD.permission_code),
            JSON_OBJECT(
                'role_code', OLD.role_code,
                'permission_code', OLD.permission_code
            ),
            JSON_OBJECT(
                'role_code', NEW.role_code,
                'permission_code', NEW.permission_code
            )
        );
    END IF;
END$$
DELIMITER ;
