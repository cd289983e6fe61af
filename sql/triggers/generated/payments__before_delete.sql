-- payments__before_delete: rows of this table stay.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS payments__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payments__before_delete
BEFORE DELETE ON payments FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of payments are never deleted.');
END$$
DELIMITER ;
