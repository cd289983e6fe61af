-- reports__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS reports__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER reports__after_delete
AFTER DELETE ON reports FOR EACH ROW
BEGIN
    CALL audit_record(
        'reports', 'delete', 'reports', OLD.report_code,
        JSON_OBJECT(
            'report_code', OLD.report_code,
            'permission_code', OLD.permission_code,
            'title', OLD.title
        ),
        NULL
    );
END$$
DELIMITER ;
