-- mail_templates__before_update: a template keeps its name; count its versions.
DROP TRIGGER IF EXISTS mail_templates__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER mail_templates__before_update
BEFORE UPDATE ON mail_templates FOR EACH ROW
BEGIN
    IF NOT NEW.mail_template_code <=> CAST(OLD.mail_template_code AS BINARY) THEN
        CALL fail('row_kept', 'A template keeps its name.');
    END IF;
    SET NEW.version = OLD.version + 1;
END$$
DELIMITER ;
