-- mail_templates__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS mail_templates__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER mail_templates__after_insert
AFTER INSERT ON mail_templates FOR EACH ROW
BEGIN
    CALL audit_record(
        'messages', 'insert', 'mail_templates', NEW.mail_template_code,
        NULL,
        JSON_OBJECT(
            'mail_template_code', NEW.mail_template_code,
            'description', NEW.description,
            'placeholders', NEW.placeholders,
            'texts', NEW.texts
        )
    );
END$$
DELIMITER ;
