-- settings__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS settings__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER settings__after_delete
AFTER DELETE ON settings FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'settings', 'event', 'delete',
        'settings', OLD.setting_code,
        JSON_OBJECT(
            'setting_code', OLD.setting_code,
            'subsystem_code', OLD.subsystem_code,
            'value_type', OLD.value_type,
            'value', OLD.value,
            'min_value', OLD.min_value,
            'max_value', OLD.max_value,
            'description', OLD.description
        )
    );
END$$
DELIMITER ;
