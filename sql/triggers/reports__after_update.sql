-- reports__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS reports__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER reports__after_update
AFTER UPDATE ON reports FOR EACH ROW
BEGIN
    CALL audit_record(
        'reports', 'update', 'reports', OLD.report_code,
        JSON_OBJECT(
            'report_code', OLD.report_code,
            'permission_code', OLD.permission_code,
            'title', OLD.title
        ),
        JSON_OBJECT(
            'report_code', NEW.report_code,
            'permission_code', NEW.permission_code,
            'title', NEW.title
        )
    );
END$$
DELIMITER ;
