-- subsystems__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS subsystems__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER subsystems__before_update
BEFORE UPDATE ON subsystems FOR EACH ROW
BEGIN
    IF NOT (
        NEW.subsystem_code <=> CAST(OLD.subsystem_code AS BINARY)
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of subsystems never changes.');
    END IF;
END$$
DELIMITER ;
