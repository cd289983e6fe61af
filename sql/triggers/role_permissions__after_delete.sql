-- role_permissions__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS role_permissions__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER role_permissions__after_delete
AFTER DELETE ON role_permissions FOR EACH ROW
BEGIN
    CALL audit_record(
        'staff', 'delete', 'role_permissions',
        CONCAT_WS('/', OLD.role_code, OLD.permission_code),
        JSON_OBJECT(
            'role_code', OLD.role_code,
            'permission_code', OLD.permission_code
        ),
        NULL
    );
END$$
DELIMITER ;
