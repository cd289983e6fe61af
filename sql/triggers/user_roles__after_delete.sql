-- user_roles__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS user_roles__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER user_roles__after_delete
AFTER DELETE ON user_roles FOR EACH ROW
BEGIN
    CALL audit_record(
        'staff', 'delete', 'user_roles',
        CONCAT_WS('/', OLD.user_id, OLD.role_code),
        JSON_OBJECT(
            'user_id', OLD.user_id,
            'role_code', OLD.role_code
        ),
        NULL
    );
END$$
DELIMITER ;
