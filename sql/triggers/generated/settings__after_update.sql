-- settings__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS settings__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER settings__after_update
AFTER UPDATE ON settings FOR EACH ROW
BEGIN
    IF NOT (
        NEW.setting_code <=> CAST(OLD.setting_code AS BINARY)
        AND NEW.subsystem_code <=> CAST(OLD.subsystem_code AS BINARY)
        AND NEW.value_type <=> CAST(OLD.value_type AS BINARY)
        AND NEW.value <=> CAST(OLD.value AS BINARY)
        AND NEW.min_value <=> OLD.min_value
        AND NEW.max_value <=> OLD.max_value
        AND NEW.description <=> CAST(OLD.description AS BINARY)
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'settings', 'event', 'update',
            'settings', OLD.setting_code,
            JSON_OBJECT(
                'setting_code', OLD.setting_code,
                'subsystem_code', OLD.subsystem_code,
                'value_type', OLD.value_type,
                'value', OLD.value,
                'min_value', OLD.min_value,
                'max_value', OLD.max_value,
                'description', OLD.description
            ),
            JSON_OBJECT(
                'setting_code', NEW.setting_code,
                'subsystem_code', NEW.subsystem_code,
                'value_type', NEW.value_type,
                'value', NEW.value,
                'min_value', NEW.min_value,
                'max_value', NEW.max_value,
                'description', NEW.description
            )
        );
    END IF;
END$$
DELIMITER ;
