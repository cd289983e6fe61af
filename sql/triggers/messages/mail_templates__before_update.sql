-- mail_templates__before_update: count the versions of a template.
DROP TRIGGER IF EXISTS mail_templates__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER mail_templates__before_update
BEFORE UPDATE ON mail_templates FOR EACH ROW
BEGIN
    SET NEW.version = OLD.version + 1;
END$$
DELIMITER ;
