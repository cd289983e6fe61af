-- payment_methods__before_delete: rows of this table stay.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS payment_methods__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payment_methods__before_delete
BEFORE DELETE ON payment_methods FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of payment_methods are never deleted.');
END$$
DELIMITER ;
