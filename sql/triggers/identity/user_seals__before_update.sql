-- user_seals__before_update: a key never changes, or what it sealed is lost.
DROP TRIGGER IF EXISTS user_seals__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER user_seals__before_update
BEFORE UPDATE ON user_seals FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Keys of seals never change.');
END$$
DELIMITER ;
