-- reports__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS reports__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER reports__before_update
BEFORE UPDATE ON reports FOR EACH ROW
BEGIN
    IF NOT (
        NEW.report_code <=> CAST(OLD.report_code AS BINARY)
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of reports never changes.');
    END IF;
END$$
DELIMITER ;
