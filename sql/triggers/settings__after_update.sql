-- settings__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS settings__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER settings__after_update
AFTER UPDATE ON settings FOR EACH ROW
BEGIN
    CALL audit_record(
        'settings', 'update', 'settings', OLD.setting_code,
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
END$$
DELIMITER ;
