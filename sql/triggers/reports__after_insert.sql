-- reports__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS reports__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER reports__after_insert
AFTER INSERT ON reports FOR EACH ROW
BEGIN
    CALL audit_record(
        'reports', 'insert', 'reports', NEW.report_code,
        NULL,
        JSON_OBJECT(
            'report_code', NEW.report_code,
            'permission_code', NEW.permission_code,
            'title', NEW.title
        )
    );
END$$
DELIMITER ;
