-- time_zones__before_delete: rows of this table stay.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS time_zones__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER time_zones__before_delete
BEFORE DELETE ON time_zones FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of time_zones are never deleted.');
END$$
DELIMITER ;
