-- settings__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS settings__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER settings__after_insert
AFTER INSERT ON settings FOR EACH ROW
BEGIN
    CALL audit_record(
        'settings', 'insert', 'settings', NEW.setting_code,
        NULL,
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
