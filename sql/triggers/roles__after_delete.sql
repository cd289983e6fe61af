-- roles__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS roles__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER roles__after_delete
AFTER DELETE ON roles FOR EACH ROW
BEGIN
    CALL audit_record(
        'staff', 'delete', 'roles', OLD.role_code,
        JSON_OBJECT(
            'role_code', OLD.role_code,
            'title', OLD.title
        ),
        NULL
    );
END$$
DELIMITER ;
