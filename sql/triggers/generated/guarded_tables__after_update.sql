-- guarded_tables__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS guarded_tables__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER guarded_tables__after_update
AFTER UPDATE ON guarded_tables FOR EACH ROW
BEGIN
    IF NOT (
        NEW.table_name <=> CAST(OLD.table_name AS BINARY)
        AND NEW.subsystem_code <=> CAST(OLD.subsystem_code AS BINARY)
        AND NEW.guard <=> CAST(OLD.guard AS BINARY)
        AND NEW.is_kept <=> OLD.is_kept
        AND NEW.is_closed <=> OLD.is_closed
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'settings', 'event', 'update',
            'guarded_tables', OLD.table_name,
            JSON_OBJECT(
                'table_name', OLD.table_name,
                'subsystem_code', OLD.subsystem_code,
                'guard', OLD.guard,
                'is_kept', OLD.is_kept,
                'is_closed', OLD.is_closed
            ),
            JSON_OBJECT(
                'table_name', NEW.table_name,
                'subsystem_code', NEW.subsystem_code,
                'guard', NEW.guard,
                'is_kept', NEW.is_kept,
                'is_closed', NEW.is_closed
            )
        );
    END IF;
END$$
DELIMITER ;
