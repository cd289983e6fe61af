-- roles__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS roles__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER roles__after_update
AFTER UPDATE ON roles FOR EACH ROW
BEGIN
    IF NOT (
        NEW.role_code <=> CAST(OLD.role_code AS BINARY)
        AND NEW.title <=> CAST(OLD.title AS BINARY)
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'staff', 'event', 'update',
            'roles', OLD.role_code,
            JSON_OBJECT(
                'role_code', OLD.role_code,
                'title', OLD.title
            ),
            JSON_OBJECT(
                'role_code', NEW.role_code,
                'title', NEW.title
            )
        );
    END IF;
END$$
DELIMITER ;
