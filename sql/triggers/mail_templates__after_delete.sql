-- mail_templates__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS mail_templates__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER mail_templates__after_delete
AFTER DELETE ON mail_templates FOR EACH ROW
BEGIN
    CALL audit_record(
        'messages', 'delete', 'mail_templates', OLD.mail_template_code,
        JSON_OBJECT(
            'mail_template_code', OLD.mail_template_code,
            'description', OLD.description,
            'placeholders', OLD.placeholders,
            'texts', OLD.texts
        ),
        NULL
    );
END$$
DELIMITER ;
