-- permissions__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS permissions__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER permissions__after_update
AFTER UPDATE ON permissions FOR EACH ROW
BEGIN
    IF NOT (
        NEW.permission_code <=> CAST(OLD.permission_code AS BINARY)
        AND NEW.subsystem_code <=> CAST(OLD.subsystem_code AS BINARY)
        AND NEW.title <=> CAST(OLD.title AS BINARY)
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'staff', 'event', 'update',
            'permissions', OLD.permission_code,
            JSON_OBJECT(
                'permission_code', OLD.permission_code,
                'subsystem_code', OLD.subsystem_code,
                'title', OLD.title
            ),
            JSON_OBJECT(
                'permission_code', NEW.permission_code,
                'subsystem_code', NEW.subsystem_code,
                'title', NEW.title
            )
        );
    END IF;
END$$
DELIMITER ;
