-- role_permissions__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS role_permissions__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER role_permissions__after_update
AFTER UPDATE ON role_permissions FOR EACH ROW
BEGIN
    CALL audit_record(
        'staff', 'update', 'role_permissions',
        CONCAT_WS('/', OLD.role_code, OLD.permission_code),
        JSON_OBJECT(
            'role_code', OLD.role_code,
            'permission_code', OLD.permission_code
        ),
        JSON_OBJECT(
            'role_code', NEW.role_code,
            'permission_code', NEW.permission_code
        )
    );
END$$
DELIMITER ;
