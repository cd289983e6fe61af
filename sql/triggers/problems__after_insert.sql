-- problems__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS problems__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER problems__after_insert
AFTER INSERT ON problems FOR EACH ROW
BEGIN
    CALL audit_record(
        'settings', 'insert', 'problems', NEW.problem_code,
        NULL,
        JSON_OBJECT(
            'problem_code', NEW.problem_code,
            'status', NEW.status,
            'title', NEW.title,
            'public_code', NEW.public_code,
            'field', NEW.field
        )
    );
END$$
DELIMITER ;
