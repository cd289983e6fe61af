-- time_zones__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS time_zones__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER time_zones__before_update
BEFORE UPDATE ON time_zones FOR EACH ROW
BEGIN
    IF NOT (
        NEW.time_zone_name <=> CAST(OLD.time_zone_name AS BINARY)
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of time_zones never changes.');
    END IF;
END$$
DELIMITER ;
