-- roles__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS roles__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER roles__after_update
AFTER UPDATE ON roles FOR EACH ROW
BEGIN
    CALL audit_record(
        'staff', 'update', 'roles', OLD.role_code,
        JSON_OBJECT(
            'role_code', OLD.role_code,
            'title', OLD.title
        ),
        JSON_OBJECT(
            'role_code', NEW.role_code,
            'title', NEW.title
        )
    );
END$$
DELIMITER ;
