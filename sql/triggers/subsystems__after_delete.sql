-- subsystems__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS subsystems__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER subsystems__after_delete
AFTER DELETE ON subsystems FOR EACH ROW
BEGIN
    CALL audit_record(
        'settings', 'delete', 'subsystems', OLD.subsystem_code,
        JSON_OBJECT(
            'subsystem_code', OLD.subsystem_code,
            'title', OLD.title
        ),
        NULL
    );
END$$
DELIMITER ;
