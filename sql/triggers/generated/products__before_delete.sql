-- products__before_delete: rows of this table stay.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS products__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER products__before_delete
BEFORE DELETE ON products FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of products are never deleted.');
END$$
DELIMITER ;
