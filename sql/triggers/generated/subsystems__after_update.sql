-- subsystems__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS subsystems__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER subsystems__after_update
AFTER UPDATE ON subsystems FOR EACH ROW
BEGIN
    IF NOT (
        NEW.subsystem_code <=> CAST(OLD.subsystem_code AS BINARY)
        AND NEW.title <=> CAST(OLD.title AS BINARY)
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'settings', 'event', 'update',
            'subsystems', OLD.subsystem_code,
            JSON_OBJECT(
                'subsystem_code', OLD.subsystem_code,
                'title', OLD.title
            ),
            JSON_OBJECT(
                'subsystem_code', NEW.subsystem_code,
                'title', NEW.title
            )
        );
    END IF;
END$$
DELIMITER ;
