-- users__before_update: keep what never changes and count the versions of a user.
DROP TRIGGER IF EXISTS users__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER users__before_update
BEFORE UPDATE ON users FOR EACH ROW
BEGIN
    IF NOT (
        NEW.user_id <=> OLD.user_id
        AND NEW.is_imported <=> OLD.is_imported
        AND NEW.created_at <=> OLD.created_at
    ) THEN
        CALL fail('row_kept', 'user_id, is_imported and created_at of a user never change.');
    END IF;
    SET NEW.version = OLD.version + 1;
END$$
DELIMITER ;
