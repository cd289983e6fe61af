-- variants__before_delete: rows of this table stay.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS variants__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER variants__before_delete
BEFORE DELETE ON variants FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of variants are never deleted.');
END$$
DELIMITER ;
