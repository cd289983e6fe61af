-- guarded_columns__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS guarded_columns__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER guarded_columns__before_update
BEFORE UPDATE ON guarded_columns FOR EACH ROW
BEGIN
    IF NOT (
        NEW.table_name <=> CAST(OLD.table_name AS BINARY)
        AND NEW.column_name <=> CAST(OLD.column_name AS BINARY)
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of guarded_columns never changes.');
    END IF;
END$$
DELIMITER ;
