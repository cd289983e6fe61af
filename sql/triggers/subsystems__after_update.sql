-- subsystems__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS subsystems__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER subsystems__after_update
AFTER UPDATE ON subsystems FOR EACH ROW
BEGIN
    CALL audit_record(
        'settings', 'update', 'subsystems', OLD.subsystem_code,
        JSON_OBJECT(
            'subsystem_code', OLD.subsystem_code,
            'title', OLD.title
        ),
        JSON_OBJECT(
            'subsystem_code', NEW.subsystem_code,
            'title', NEW.title
        )
    );
END$$
DELIMITER ;
