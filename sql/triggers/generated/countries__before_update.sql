-- countries__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS countries__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER countries__before_update
BEFORE UPDATE ON countries FOR EACH ROW
BEGIN
    IF NOT (
        NEW.country_code <=> CAST(OLD.country_code AS BINARY)
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of countries never changes.');
    END IF;
END$$
DELIMITER ;
