-- user_roles__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS user_roles__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER user_roles__after_update
AFTER UPDATE ON user_roles FOR EACH ROW
BEGIN
    IF NOT (
        NEW.user_id <=> OLD.user_id
        AND NEW.role_code <=> CAST(OLD.role_code AS BINARY)
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'staff', 'event', 'update',
            'user_roles', CONCAT_WS('/', OLD.user_id, OLD.role_code),
            JSON_OBJECT(
                'user_id', OLD.user_id,
                'role_code', OLD.role_code
            ),
            JSON_OBJECT(
                'user_id', NEW.user_id,
                'role_code', NEW.role_code
            )
        );
    END IF;
END$$
DELIMITER ;
