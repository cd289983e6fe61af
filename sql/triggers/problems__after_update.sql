-- problems__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS problems__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER problems__after_update
AFTER UPDATE ON problems FOR EACH ROW
BEGIN
    CALL audit_record(
        'settings', 'update', 'problems', OLD.problem_code,
        JSON_OBJECT(
            'problem_code', OLD.problem_code,
            'status', OLD.status,
            'title', OLD.title,
            'public_code', OLD.public_code,
            'field', OLD.field
        ),
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
