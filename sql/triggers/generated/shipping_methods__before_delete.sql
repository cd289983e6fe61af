-- shipping_methods__before_delete: rows of this table stay.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS shipping_methods__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER shipping_methods__before_delete
BEFORE DELETE ON shipping_methods FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of shipping_methods are never deleted.');
END$$
DELIMITER ;
