-- permissions__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS permissions__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER permissions__after_delete
AFTER DELETE ON permissions FOR EACH ROW
BEGIN
    CALL audit_record(
        'staff', 'delete', 'permissions', OLD.permission_code,
        JSON_OBJECT(
            'permission_code', OLD.permission_code,
            'subsystem_code', OLD.subsystem_code,
            'title', OLD.title
        ),
        NULL
    );
END$$
DELIMITER ;
