-- problems__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS problems__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER problems__before_update
BEFORE UPDATE ON problems FOR EACH ROW
BEGIN
    IF NOT (
        NEW.problem_code <=> CAST(OLD.problem_code AS BINARY)
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of problems never changes.');
    END IF;
END$$
DELIMITER ;
