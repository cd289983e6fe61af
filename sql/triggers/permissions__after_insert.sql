-- permissions__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS permissions__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER permissions__after_insert
AFTER INSERT ON permissions FOR EACH ROW
BEGIN
    CALL audit_record(
        'staff', 'insert', 'permissions', NEW.permission_code,
        NULL,
        JSON_OBJECT(
            'permission_code', NEW.permission_code,
            'subsystem_code', NEW.subsystem_code,
            'title', NEW.title
        )
    );
END$$
DELIMITER ;
