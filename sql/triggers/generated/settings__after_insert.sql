-- settings__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS settings__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER settings__after_insert
AFTER INSERT ON settings FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'settings', 'event', 'insert',
        'settings', NEW.setting_code,
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
END$$
DELIMITER ;
