-- user_credentials__before_update: count the versions of a password, so that the audit tells of each change.
DROP TRIGGER IF EXISTS user_credentials__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER user_credentials__before_update
BEFORE UPDATE ON user_credentials FOR EACH ROW
BEGIN
    IF NOT NEW.user_id <=> OLD.user_id THEN
        CALL fail('row_kept', 'A password belongs to its user.');
    END IF;
    SET NEW.version = OLD.version + 1;
END$$
DELIMITER ;
