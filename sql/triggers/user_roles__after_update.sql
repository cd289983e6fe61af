-- user_roles__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS user_roles__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER user_roles__after_update
AFTER UPDATE ON user_roles FOR EACH ROW
BEGIN
    CALL audit_record(
        'staff', 'update', 'user_roles',
        CONCAT_WS('/', OLD.user_id, OLD.role_code),
        JSON_OBJECT(
            'user_id', OLD.user_id,
            'role_code', OLD.role_code
        ),
        JSON_OBJECT(
            'user_id', NEW.user_id,
            'role_code', NEW.role_code
        )
    );
END$$
DELIMITER ;
