-- stock_entries__before_update: rows of this table never change.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS stock_entries__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_entries__before_update
BEFORE UPDATE ON stock_entries FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of stock_entries never change.');
END$$
DELIMITER ;
