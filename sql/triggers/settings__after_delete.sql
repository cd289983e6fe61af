-- settings__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS settings__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER settings__after_delete
AFTER DELETE ON settings FOR EACH ROW
BEGIN
    CALL audit_record(
        'settings', 'delete', 'settings', OLD.setting_code,
        JSON_OBJECT(
            'setting_code', OLD.setting_code,
            'subsystem_code', OLD.subsystem_code,
            'value_type', OLD.value_type,
            'value', OLD.value,
            'min_value', OLD.min_value,
            'max_value', OLD.max_value,
            'description', OLD.description
        ),
        NULL
    );
END$$
DELIMITER ;
