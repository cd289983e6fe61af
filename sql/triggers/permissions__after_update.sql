-- permissions__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS permissions__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER permissions__after_update
AFTER UPDATE ON permissions FOR EACH ROW
BEGIN
    CALL audit_record(
        'staff', 'update', 'permissions', OLD.permission_code,
        JSON_OBJECT(
            'permission_code', OLD.permission_code,
            'subsystem_code', OLD.subsystem_code,
            'title', OLD.title
        ),
        JSON_OBJECT(
            'permission_code', NEW.permission_code,
            'subsystem_code', NEW.subsystem_code,
            'title', NEW.title
        )
    );
END$$
DELIMITER ;
