-- roles__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS roles__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER roles__after_insert
AFTER INSERT ON roles FOR EACH ROW
BEGIN
    CALL audit_record(
        'staff', 'insert', 'roles', NEW.role_code,
        NULL,
        JSON_OBJECT(
            'role_code', NEW.role_code,
            'title', NEW.title
        )
    );
END$$
DELIMITER ;
