-- subsystems__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS subsystems__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER subsystems__after_insert
AFTER INSERT ON subsystems FOR EACH ROW
BEGIN
    CALL audit_record(
        'settings', 'insert', 'subsystems', NEW.subsystem_code,
        NULL,
        JSON_OBJECT(
            'subsystem_code', NEW.subsystem_code,
            'title', NEW.title
        )
    );
END$$
DELIMITER ;
