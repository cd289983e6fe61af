-- user_credentials__before_delete: rows of this table stay.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS user_credentials__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER user_credentials__before_delete
BEFORE DELETE ON user_credentials FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of user_credentials are never deleted.');
END$$
DELIMITER ;
