-- user_roles__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS user_roles__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER user_roles__before_update
BEFORE UPDATE ON user_roles FOR EACH ROW
BEGIN
    IF NOT (
        NEW.user_id <=> OLD.user_id
        AND NEW.role_code <=> CAST(OLD.role_code AS BINARY)
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of user_roles never changes.');
    END IF;
END$$
DELIMITER ;
