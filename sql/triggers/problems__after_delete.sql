-- problems__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS problems__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER problems__after_delete
AFTER DELETE ON problems FOR EACH ROW
BEGIN
    CALL audit_record(
        'settings', 'delete', 'problems', OLD.problem_code,
        JSON_OBJECT(
            'problem_code', OLD.problem_code,
            'status', OLD.status,
            'title', OLD.title,
            'public_code', OLD.public_code,
            'field', OLD.field
        ),
        NULL
    );
END$$
DELIMITER ;
