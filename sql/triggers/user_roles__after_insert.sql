-- user_roles__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS user_roles__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER user_roles__after_insert
AFTER INSERT ON user_roles FOR EACH ROW
BEGIN
    CALL audit_record(
        'staff', 'insert', 'user_roles',
        CONCAT_WS('/', NEW.user_id, NEW.role_code),
        NULL,
        JSON_OBJECT(
            'user_id', NEW.user_id,
            'role_code', NEW.role_code
        )
    );
END$$
DELIMITER ;
