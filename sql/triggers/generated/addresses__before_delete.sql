-- addresses__before_delete: rows of this table stay.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS addresses__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER addresses__before_delete
BEFORE DELETE ON addresses FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of addresses are never deleted.');
END$$
DELIMITER ;
