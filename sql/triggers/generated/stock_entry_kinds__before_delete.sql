-- stock_entry_kinds__before_delete: rows of this table stay.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS stock_entry_kinds__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_entry_kinds__before_delete
BEFORE DELETE ON stock_entry_kinds FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of stock_entry_kinds are never deleted.');
END$$
DELIMITER ;
