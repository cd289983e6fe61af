-- stock_entries__before_delete: rows of this table stay.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS stock_entries__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_entries__before_delete
BEFORE DELETE ON stock_entries FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of stock_entries are never deleted.');
END$$
DELIMITER ;
