-- role_permissions__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS role_permissions__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER role_permissions__before_update
BEFORE UPDATE ON role_permissions FOR EACH ROW
BEGIN
    IF NOT (
        NEW.role_code <=> CAST(OLD.role_code AS BINARY)
        AND NEW.permission_code <=> CAST(OLD.permission_code AS BINARY)
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of role_permissions never changes.');
    END IF;
END$$
DELIMITER ;
