-- payments__before_update: rows of this table never change.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS payments__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payments__before_update
BEFORE UPDATE ON payments FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of payments never change.');
END$$
DELIMITER ;
