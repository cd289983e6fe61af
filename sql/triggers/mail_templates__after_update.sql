-- mail_templates__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS mail_templates__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER mail_templates__after_update
AFTER UPDATE ON mail_templates FOR EACH ROW
BEGIN
    CALL audit_record(
        'messages', 'update', 'mail_templates', OLD.mail_template_code,
        JSON_OBJECT(
            'mail_template_code', OLD.mail_template_code,
            'description', OLD.description,
            'placeholders', OLD.placeholders,
            'texts', OLD.texts
        ),
        JSON_OBJECT(
            'mail_template_code', NEW.mail_template_code,
            'description', NEW.description,
            'placeholders', NEW.placeholders,
            'texts', NEW.texts
        )
    );
END$$
DELIMITER ;
