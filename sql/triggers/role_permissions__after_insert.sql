-- role_permissions__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS role_permissions__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER role_permissions__after_insert
AFTER INSERT ON role_permissions FOR EACH ROW
BEGIN
    CALL audit_record(
        'staff', 'insert', 'role_permissions',
        CONCAT_WS('/', NEW.role_code, NEW.permission_code),
        NULL,
        JSON_OBJECT(
            'role_code', NEW.role_code,
            'permission_code', NEW.permission_code
        )
    );
END$$
DELIMITER ;
